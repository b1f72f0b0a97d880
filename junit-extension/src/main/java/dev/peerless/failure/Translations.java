package dev.peerless.failure;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts of operating systems in other languages. The JDK takes over what {@code strerror} says in the language of
 * {@code LC_MESSAGES}, and, on Windows, some of what {@code FormatMessage} says in that of the system.
 */
final class Translations {

    /**
     * Paragraphs: the English text, then its translations in the order Czech, German, Spanish, French, Hungarian,
     * Italian, Japanese, Korean, Dutch, Polish, Portuguese (Portugal, Brazil), Russian, Swedish, Turkish, Ukrainian,
     * Chinese (simplified, traditional), as far as there is one. First glibc (2.36), then Windows.
     */
    private static final String PARAGRAPHS =
            """
            Connection reset by peer
            Spojení zrušeno druhou stranou | Die Verbindung wurde vom Kommunikationspartner zurückgesetzt
            Conexión reinicializada por la máquina remota | Connexion ré-initialisée par le correspondant
            A kapcsolatot bontotta a távoli fél | Connessione interrotta dal corrispondente | 接続が相手からリセットされました
            상대편이 연결을 끊음 | Verbinding is weggevallen | Połączenie zerwane przez drugą stronę
            Ligação reposta pelo peer | Conexão fechada pela outra ponta | Соединение разорвано другой стороной
            Förbindelse borttagen av partnern | Bağlantı karşıdan kesildi | Вузол розірвав з’єднання | 连接被对方重设
            連線被對方重設

            Broken pipe
            Roura přerušena (SIGPIPE) | Datenübergabe unterbrochen (broken pipe) | Tubería rota
            Relais brisé (pipe) | Törött adatcsatorna | Pipe interrotta | 파이프가 깨어짐 | Gebroken pijp | Przerwany potok
            Túnel quebrado | Pipe quebrado | Обрыв канала | Brutet rör | Veri alınamıyor | Канал обірвано | 断开的管道
            管線損壞

            Software caused connection abort
            Software způsobil ukončení spojení (abort) | Das Programm verursachte den Abbruch der Verbindung
            El programa provocó el fin de la conexión | Le logiciel a provoqué l'abandon de la connexion
            A szoftver kapcsolatszakadást okozott | Connessione interrotta per un problema software
            ソフトウェアが接続を中断しました | 소프트웨어가 연결 중단을 초래했습니다 | Verbinding is verbroken door lokaal probleem
            Oprogramowanie spowodowało przerwanie połączenia | O programa abortou a ligação
            Término de conexão causada por software | Программа вызвала разрыв соединения
            Programvaran orsakade ett förbindelsebrott | Yazılım bağlantının kopmasına sebep oldu
            З’єднання розірвано програмним забезпеченням | 由软件导致的连接断开 | 軟體造成連線中斷

            Connection timed out
            Spojení bylo příliš dlouho neaktivní | Die Wartezeit für die Verbindung ist abgelaufen
            Expiró el tiempo de conexión | Connexion terminée par expiration du délai d'attente
            Időtúllépés a kapcsolatban | Connessione scaduta | 接続がタイムアウトしました | 연결 시간 초과 | Verbinding is verlopen
            Przekroczony czas oczekiwania na połączenie | Ligação expirada | Tempo esgotado para conexão
            Время ожидания соединения истекло | Förbindelsens tidsgräns löpte ut | Bağlantıda zaman aşımı
            Перевищено інтервал очікування з'єднання | 连接超时 | 連線超過時間

            Connection refused
            Spojení odmítnuto | Verbindungsaufbau abgelehnt | Conexión rehusada | Connexion refusée
            Kapcsolat elutasítva | Connessione rifiutata | 接続を拒否されました | 연결이 거부됨 | Verbinding is geweigerd
            Połączenie odrzucone | Ligação recusada | Conexão recusada | В соединении отказано
            Förbindelsen förvägrad | Bağlantı reddedildi | У з'єднанні відмовлено | 拒绝连接 | 連線被拒絕

            No route to host
            K počítači neexistuje cesta | Keine Route zum Zielrechner | No existe ninguna ruta hasta el `host'
            Aucun chemin d'accès pour atteindre l'hôte cible | Nincs útvonal a gép felé
            Nessun instradamento per l'host | ホストへの経路がありません | 호스트로 갈 루트가 없음 | Geen route naar host
            Brak trasy do hosta | Sem caminho para o anfitrião | Não há rota para o host | Нет маршрута до узла
            Ingen väg till värd | Makinaya ağ üzerinden yol yok | Немає маршруту до вузла | 没有到主机的路由 | 找不到通往該主機的路由路徑

            Network is unreachable
            Síť není dostupná | Das Netzwerk ist nicht erreichbar | La red es inaccesible
            Le réseau n'est pas accessible | A hálózat elérhetetlen | La rete non è raggiungibile | ネットワークに届きません
            네트워크가 접근 불가능합니다 | Netwerk is onbereikbaar | Sieć jest niedostępna | Rede inacessível
            A rede está fora de alcance | Сеть недоступна | Nätverket kan inte nås | Ağ erişilebilir durumda değil
            Не вдалося отримати доступ до мережі | 网络不可达 | 無法接觸網路

            Network is down
            Síťování je mimo provoz | Das Netzwerk ist nicht aktiv | La red no está activa
            Le réseau ne fonctionne pas | A hálózat nem működik | La rete non è disponibile | ネットワークが落ちています
            네트워크가 죽었습니다 | Netwerk ligt plat | Sieć jest wyłączona | A rede está em baixo | A rede não responde
            Сеть не работает | Nätverket är nere | Ağ yok oldu | Мережу вимкнено | 网络已关闭 | 網路停擺

            Host is down
            Počítač není v provozu | Der Rechner ist nicht aktiv | El `host' no está operativo
            L'hôte cible est arrêté ou en panne | A gép nem működik | L'host non è attivo | ホストが落ちています | 호스트가 죽었습니다
            Host is inactief | Urządzenie jest wyłączone | O anfitrião está em baixo | Host está desligado
            Узел выключен | Värddator är nere | Makina çökük | Вузол вимкнено | 主机关闭 | 遠端系統已停機了

            Address already in use
            Adresa je užívána | Die Adresse wird bereits verwendet | La dirección ya se está usando
            Adresse déjà utilisée | A cím már használatban van | Indirizzo già in uso | アドレスは既に使用中です
            주소가 이미 사용 중입니다 | Adres is al in gebruik | Adres jest już w użyciu | Endereço já em uso
            Адрес уже используется | Adressen redan upptagen | Adres zaten kullanımda | Адресу вже використано
            地址已在使用 | 位址已經有在使用

            Cannot assign requested address
            Požadovanou adresu nelze přiřadit | Die angeforderte Adresse kann nicht zugewiesen werden
            No se puede asignar la dirección solicitada | Ne peut attribuer l'adresse demandée
            Nem sikerült a kért címet hozzárendelni | Impossibile assegnare l'indirizzo richiesto | 要求アドレスに割り当てられません
            요청한 주소를 배정할 수 없습니다 | Kan verzochte adres niet toewijzen | Nie można przypisać żądanego adresu
            Impossível atribuir o endereço pedido | Não foi possível acessar o endereço requisitado
            Невозможно назначить запрошенный адрес | Kan inte tilldela begärd adress | İstenen adres bulunamıyor
            Не вдалося призначити вказану адресу | 无法指定被请求的地址 | 無法指定所需的位址

            Too many open files
            Překročen limit počtu otevřených souborů | Zu viele offene Dateien | Demasiados ficheros abiertos
            Trop de fichiers ouverts | Túl sok nyitott fájl | Troppi file aperti | ファイルを開きすぎです | 열린 파일이 너무 많음
            Te veel open bestanden | Za dużo otwartych plików | Demasiados ficheiros abertos
            Muitos arquivos abertos | Слишком много открытых файлов | För många öppna filer
            Çok fazla açık dosya var | Забагато відкритих файлів | 打开的文件过多 | 開啟太多檔案

            An existing connection was forcibly closed by the remote host
            Eine vorhandene Verbindung wurde vom Remotehost geschlossen
            Se ha forzado la interrupción de una conexión existente por el host remoto
            Une connexion existante a dû être fermée par l'hôte distant
            Connessione in corso interrotta forzatamente dall'host remoto
            既存の接続はリモート ホストに強制的に切断されました | 현재 연결은 원격 호스트에 의해 강제로 끊겼습니다
            Istniejące połączenie zostało gwałtownie zamknięte przez zdalnego hosta
            Foi forçado o cancelamento de uma conexão existente pelo host remoto
            Удаленный хост принудительно разорвал существующее подключение | 远程主机强迫关闭了一个现有的连接

            An established connection was aborted by the software in your host machine
            Eine bestehende Verbindung wurde softwaregesteuert durch den Hostcomputer abgebrochen
            Se ha anulado una conexión establecida por el software en su equipo host
            Une connexion établie a été abandonnée par un logiciel de votre ordinateur hôte
            Программа на вашем хост-компьютере разорвала установленное подключение
            你的主机中的软件中止了一个已建立的连接 | 您的主机中的软件中止了一个已建立的连接
            """;

    private static final Pattern SEPARATOR = Pattern.compile(" \\| |\n");

    /** Keys of translations to keys of English texts. */
    static final Map<String, String> ENGLISH = Arrays.stream(PARAGRAPHS.split("\n\n"))
            .flatMap(Translations::ofParagraph)
            .collect(toUnmodifiableMap(Entry::getKey, Entry::getValue));

    private Translations() {}

    /** The English text in lower case, which is the given one unless it is a known translation. */
    static String toEnglish(String text) {
        var key = key(text);
        return ENGLISH.getOrDefault(key, key);
    }

    private static Stream<Entry<String, String>> ofParagraph(String paragraph) {
        var texts = SEPARATOR.split(paragraph.strip());
        var english = key(texts[0]);
        return Arrays.stream(texts).skip(1).map(translation -> Map.entry(key(translation), english));
    }

    /** Windows ends its sentences with a full stop and writes a typographic apostrophe, or does not. */
    private static String key(String text) {
        var plain = text.strip().replace('’', '\'').toLowerCase(Locale.ROOT);
        return plain.endsWith(".") || plain.endsWith("。") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
