package dev.peerless.samples.failures;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What glibc says of errors in the languages of the tests. */
final class SystemTexts {

    /** The languages of the lines that follow each English one. */
    private static final List<String> LANGUAGES = List.of("de", "fr", "es", "zh", "ja");

    private static final String LINES = """
            Connection reset by peer
            Die Verbindung wurde vom Kommunikationspartner zurückgesetzt
            Connexion ré-initialisée par le correspondant
            Conexión reinicializada por la máquina remota
            连接被对方重设
            接続が相手からリセットされました
            Broken pipe
            Datenübergabe unterbrochen (broken pipe)
            Relais brisé (pipe)
            Tubería rota
            断开的管道
            Broken pipe
            Software caused connection abort
            Das Programm verursachte den Abbruch der Verbindung
            Le logiciel a provoqué l'abandon de la connexion
            El programa provocó el fin de la conexión
            由软件导致的连接断开
            ソフトウェアが接続を中断しました
            Connection refused
            Verbindungsaufbau abgelehnt
            Connexion refusée
            Conexión rehusada
            拒绝连接
            接続を拒否されました
            Network is unreachable
            Das Netzwerk ist nicht erreichbar
            Le réseau n'est pas accessible
            La red es inaccesible
            网络不可达
            ネットワークに届きません
            Address already in use
            Die Adresse wird bereits verwendet
            Adresse déjà utilisée
            La dirección ya se está usando
            地址已在使用
            アドレスは既に使用中です
            Cannot assign requested address
            Die angeforderte Adresse kann nicht zugewiesen werden
            Ne peut attribuer l'adresse demandée
            No se puede asignar la dirección solicitada
            无法指定被请求的地址
            要求アドレスに割り当てられません
            Too many open files
            Zu viele offene Dateien
            Trop de fichiers ouverts
            Demasiados ficheros abiertos
            打开的文件过多
            ファイルを開きすぎです
            No such file or directory
            Datei oder Verzeichnis nicht gefunden
            Aucun fichier ou dossier de ce type
            No existe el fichero o el directorio
            没有那个文件或目录
            そのようなファイルやディレクトリはありません
            Is a directory
            Ist ein Verzeichnis
            est un dossier
            Es un directorio
            是一个目录
            ディレクトリです
            No space left on device
            Auf dem Gerät ist kein Speicherplatz mehr verfügbar
            Aucun espace disponible sur le périphérique
            No queda espacio en el dispositivo
            设备上没有空间
            デバイスに空き領域がありません
            Message too long
            Die Nachricht ist zu lang
            Message trop long
            Mensaje demasiado largo
            消息过长
            メッセージが長すぎます
            Too many levels of symbolic links
            Zu viele Ebenen aus symbolischen Links
            Trop de niveaux de liens symboliques
            Demasiados niveles de enlaces simbólicos
            符号连接的层数过多
            シンボリックリンクの階層が多すぎます
            """;

    private static final Map<String, Map<String, String>> BY_ENGLISH = byEnglish();

    private SystemTexts() {}

    /** The text under a locale such as {@code de_DE.UTF-8}; the English one where there is no translation. */
    static String in(String locale, String english) {
        return BY_ENGLISH.getOrDefault(english, Map.of()).getOrDefault(locale.split("_")[0], english);
    }

    private static Map<String, Map<String, String>> byEnglish() {
        Map<String, Map<String, String>> texts = new HashMap<>();
        Iterator<String> lines = Arrays.asList(LINES.split("\n")).iterator();
        while (lines.hasNext()) {
            var english = lines.next();
            var translations = new HashMap<String, String>();
            LANGUAGES.forEach(language -> translations.put(language, lines.next()));
            texts.put(english, translations);
        }
        return texts;
    }
}
