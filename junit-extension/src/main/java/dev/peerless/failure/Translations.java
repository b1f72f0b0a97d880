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
     * Paragraphs: the English text, then its translations in the order of their language codes. First all of glibc
     * 2.36, then some of Windows.
     */
    private static final String PARAGRAPHS = """
            Connection reset by peer
            Едностранно прекъсване на връзката от отсрещната страна | La màquina remota ha reiniciat la connexió
            Spojení zrušeno druhou stranou | Forbindelsen brudt i den anden ende
            Die Verbindung wurde vom Kommunikationspartner zurückgesetzt | Η σύνδεση έκλεισε από το ταίρι
            Konekto simple malekis | Conexión reinicializada por la máquina remota | Vastapää sulki yhteyden
            Connexion ré-initialisée par le correspondant | Conexión reiniciada polo outro estremo
            Poveznica je prekinuta od druge strane (od ravnopravnoga člana u prijenosu)
            A kapcsolatot bontotta a távoli fél | Koneksi direset oleh peer
            Connessione interrotta dal corrispondente | 接続が相手からリセットされました | 상대편이 연결을 끊음
            Prisijungimas nutrauktas kito serverio | Forbindelsen brutt i den andre enden | Verbinding is weggevallen
            Połączenie zerwane przez drugą stronę | Ligação reposta pelo peer | Conexão fechada pela outra ponta
            Соединение разорвано другой стороной | Spojenie zrušené druhou stranou | Везу је поново поставио парњак
            Förbindelse borttagen av partnern | Bağlantı karşıdan kesildi | Вузол розірвав з’єднання
            Kết nối bị đặt lại bởi ngang hàng | 连接被对方重设 | 連線被對方重設

            Broken pipe
            Зламаны трубаправод | Прекъснат канал | La canonada s’ha trencat | Roura přerušena (SIGPIPE)
            Kanalen blev brudt | Datenübergabe unterbrochen (broken pipe) | Διακοπείσα σωλήνωση | Rompita dukto
            Tubería rota | Katkennut putki | Relais brisé (pipe) | Canalización rota | Prekinuta cijev
            Törött adatcsatorna | Pipa rusak | Pipe interrotta | 파이프가 깨어짐 | Nutrūko saitas (pipe) | Røret ble brutt
            Gebroken pijp | Przerwany potok | Túnel quebrado | Pipe quebrado | Обрыв канала | Prerušená rúra
            Prekinjen cevovod | Оштећена спојка | Brutet rör | Veri alınamıyor | Канал обірвано | Ống dẫn bị hỏng
            断开的管道 | 管線損壞

            Software caused connection abort
            Софтуерно предизвикано прекъсване на връзката | El programari ha tallat la connexió
            Software způsobil ukončení spojení (abort) | Programmet forårsagede forbindelsesafbrud
            Das Programm verursachte den Abbruch der Verbindung | Το λογισμικό προκάλεσε ακύρωση σύνδεσης
            La retkonekto malekis ĉar loka komputilo malfunkciis | El programa provocó el fin de la conexión
            Ohjelmisto aiheutti yhteyden katkaisun | Le logiciel a provoqué l'abandon de la connexion
            Un programa abortou a conexión | Softver je uzrok prekida veze | A szoftver kapcsolatszakadást okozott
            Perangkat lunak menyebabkan pembatalan koneksi | Connessione interrotta per un problema software
            ソフトウェアが接続を中断しました | 소프트웨어가 연결 중단을 초래했습니다 | Prisijungimas nutrauktas programiškai
            Programvare forårsaket forbindelsesbrudd | Verbinding is verbroken door lokaal probleem
            Oprogramowanie spowodowało przerwanie połączenia | O programa abortou a ligação
            Término de conexão causada por software | Программа вызвала разрыв соединения
            Software spôsobil zrušenie spojenia | Programsko povzročena prekinitev povezave
            Софтвер је изазвао прекид везе | Programvaran orsakade ett förbindelsebrott
            Yazılım bağlantının kopmasına sebep oldu | З’єднання розірвано програмним забезпеченням
            Phần mềm đã gây ra kết nối hủy bỏ | 由软件导致的连接断开 | 軟體造成連線中斷

            Connection timed out
            Просрочена мрежова операция | La connexió ha expirat | Spojení bylo příliš dlouho neaktivní
            Opkoblingen overskred tidsgrænsen | Die Wartezeit für die Verbindung ist abgelaufen | Λήξη σύνδεσης
            Konekto transpasis limtempon | Expiró el tiempo de conexión | Yhteys aikakatkaistu
            Connexion terminée par expiration du délai d'attente | A conexión espirou
            Veza je prekinuta zbog ograničenja vremena čekanja nsa odgovor | Időtúllépés a kapcsolatban
            Koneksi kehabisan waktu | Connessione scaduta | 接続がタイムアウトしました | 연결 시간 초과
            Baigėsi prisijungimo laukimo laikas | Oppkoblingen overskred tidsgrensen | Verbinding is verlopen
            Przekroczony czas oczekiwania na połączenie | Ligação expirada | Tempo esgotado para conexão
            Время ожидания соединения истекло | Časový limit pre spojenie vypršal | Истекло је време везе
            Förbindelsens tidsgräns löpte ut | Bağlantıda zaman aşımı | Перевищено інтервал очікування з'єднання
            Kết nối đã quá hạn | 连接超时 | 連線超過時間

            Connection refused
            Адмоўлена ў злучэньні | Отказано свързване | S’ha refusat la connexió | Spojení odmítnuto
            Opkobling nægtet | Verbindungsaufbau abgelehnt | Απόρριψη σύνδεσης | Konekto rifuziĝas | Conexión rehusada
            Yhteys torjuttu | Connexion refusée | Conexión rexeitada | Veza odbijena | Kapcsolat elutasítva
            Koneksi ditolak | Connessione rifiutata | 接続を拒否されました | 연결이 거부됨 | Prisijungimas atmestas
            Oppkobling nektes | Verbinding is geweigerd | Połączenie odrzucone | Ligação recusada | Conexão recusada
            В соединении отказано | Spojenie odmietnuté | Веза је одбијена | Förbindelsen förvägrad
            Bağlantı reddedildi | У з'єднанні відмовлено | Kết nối bị từ chối | 拒绝连接 | 連線被拒絕

            No route to host
            Няма маршрут до компютъра | No hi ha cap camí cap a l’estació | K počítači neexistuje cesta
            Ingen rute til værtsmaskinen | Keine Route zum Zielrechner | Δεν υπάρχει διαδρομή στο σύστημα
            Gastiganto ne atingeblas | No existe ninguna ruta hasta el `host' | Reititystä koneeseen ei ole
            Aucun chemin d'accès pour atteindre l'hôte cible | Non hai unha rota ao servidor
            Nema trase (rute, puta) do računala | Nincs útvonal a gép felé | Tidak ada rute ke host
            Nessun instradamento per l'host | ホストへの経路がありません | 호스트로 갈 루트가 없음 | Nėra kelio iki serverio
            Ingen rute til vertsmaskinen | Geen route naar host | Brak trasy do hosta | Sem caminho para o anfitrião
            Não há rota para o host | Нет маршрута до узла | Cesta k počítaču neexistuje | Нема путање до рачунара
            Ingen väg till värd | Makinaya ağ üzerinden yol yok | Немає маршруту до вузла | Không có đường dẫn đến máy
            没有到主机的路由 | 找不到通往該主機的路由路徑

            Network is unreachable
            Мрежата е недостъпна | La xarxa és inabastable | Síť není dostupná | Netværket er ikke tilgængeligt
            Das Netzwerk ist nicht erreichbar | Το δίκτυο δεν είναι προσπελάσιμο | La reto ne atingeblas
            La red es inaccesible | Verkkoa ei tavoiteta | Le réseau n'est pas accessible | Non se pode chegar á rede
            Mreža nije dostupna | A hálózat elérhetetlen | Jaringan tidak dapat dicapai | La rete non è raggiungibile
            ネットワークに届きません | 네트워크가 접근 불가능합니다 | Tinklas neprieinamas | Nettverket er ikke tilgjengelig
            Netwerk is onbereikbaar | Sieć jest niedostępna | Rede inacessível | A rede está fora de alcance
            Сеть недоступна | Sieť nie je dostupná | Omrežje ni dostopno | Мрежа је недостижна
            Nätverket kan inte nås | Ağ erişilebilir durumda değil | Не вдалося отримати доступ до мережі
            Không thể kết nối mạng | 网络不可达 | 無法接觸網路

            Network is down
            Мрежата е изключена | La xarxa no és activa | Síťování je mimo provoz | Netværket er nede
            Das Netzwerk ist nicht aktiv | Το δίκτυο δε λειτουργεί | La reto ne funkcias | La red no está activa
            Verkko on poissa käytöstä | Le réseau ne fonctionne pas | A rede non funciona
            Mreža je isključena -- nije aktivna | A hálózat nem működik | Jaringan sedang turun
            La rete non è disponibile | ネットワークが落ちています | 네트워크가 죽었습니다 | Tinklas išjungtas | Nettverket er nede
            Netwerk ligt plat | Sieć jest wyłączona | A rede está em baixo | A rede não responde | Сеть не работает
            Sieť je nefunkčná | Omrežje ni dejavno | Мрежа је пала | Nätverket är nere | Ağ yok oldu | Мережу вимкнено
            Mạng không hoạt động | 网络已关闭 | 網路停擺

            Host is down
            Вузел зьлёг | Компютърът е изключен | L’estació no està operativa | Počítač není v provozu
            Værtsmaskinen er nede | Der Rechner ist nicht aktiv | Το σύστημα δε λειτουργεί | Gastiganto ne funkcias
            El `host' no está operativo | Kone on alhaalla | L'hôte cible est arrêté ou en panne
            O servidor está inactivo | Host nije uključen | A gép nem működik | Host sedang turun
            L'host non è attivo | ホストが落ちています | 호스트가 죽었습니다 | Serveris neveikia | Vertsmaskin er nede | Host is inactief
            Urządzenie jest wyłączone | O anfitrião está em baixo | Host está desligado | Узел выключен
            Počítač je vypnutý | Домаћин је пао | Värddator är nere | Makina çökük | Вузол вимкнено | Máy không chạy
            主机关闭 | 遠端系統已停機了

            Address already in use
            Адресът вече се използва | L’adreça ja és en ús | Adresa je užívána | Adressen er allerede i brug
            Die Adresse wird bereits verwendet | Η διεύθυνση υποδοχής είναι ήδη σε χρήση | Adreso jam uziĝas
            La dirección ya se está usando | Osoite on jo käytössä | Adresse déjà utilisée | Estase usando o enderezo
            Adrese se već koriste | A cím már használatban van | Alamat telah digunakan | Indirizzo già in uso
            アドレスは既に使用中です | 주소가 이미 사용 중입니다 | Adresas jau naudojamas | Adressen er allerede i bruk
            Adres is al in gebruik | Adres jest już w użyciu | Endereço já em uso | Адрес уже используется
            Adresa je používaná | Naslov je že v rabi | Адреса је већ у употреби | Adressen redan upptagen
            Adres zaten kullanımda | Адресу вже використано | Địa chỉ đang được dùng | 地址已在使用 | 位址已經有在使用

            Cannot assign requested address
            Недостъпен адрес на гнездо (socket) | No s’ha pogut assignar l’adreça sol·licitada
            Požadovanou adresu nelze přiřadit | Kan ikke tildele den ønskede adresse
            Die angeforderte Adresse kann nicht zugewiesen werden
            Δεν είναι δυνατή η εκχώρηση της ζητηθήσας διεύθυνσης | Ne eblas asigni petatan adreson
            No se puede asignar la dirección solicitada | Pyydettyä osoitetta ei voi asettaa
            Ne peut attribuer l'adresse demandée | Non se pode asigna-lo enderezo pedido
            Nije moguće dodijeliti zatraženu adresu | Nem sikerült a kért címet hozzárendelni
            Tidak dapat menempatkan permintaan alamat | Impossibile assegnare l'indirizzo richiesto | 要求アドレスに割り当てられません
            요청한 주소를 배정할 수 없습니다 | Nepavyko priskirti prašomo adreso | Kan ikke benytte den ønskede adressen
            Kan verzochte adres niet toewijzen | Nie można przypisać żądanego adresu
            Impossível atribuir o endereço pedido | Não foi possível acessar o endereço requisitado
            Невозможно назначить запрошенный адрес | Priradenie požadovanej adresy nie je možné
            Zahtevanega naslova ni mogoče dodeliti | Не могу да доделим захтевану адресу
            Kan inte tilldela begärd adress | İstenen adres bulunamıyor | Не вдалося призначити вказану адресу
            Không thể gán địa chỉ đã yêu cầu | 无法指定被请求的地址 | 無法指定所需的位址

            Too many open files
            Твърде много отворени файлове | El procés té massa fitxers oberts
            Překročen limit počtu otevřených souborů | For mange åbne filer | Zu viele offene Dateien
            Υπερβολικά πολλά ανοικτά αρχεία | Tro da malfermaj dosieroj | Demasiados ficheros abiertos
            Liian monta avointa tiedostoa | Trop de fichiers ouverts | Demasiados ficheiros abertos
            Previše otvorenih datoteka | Túl sok nyitott fájl | Terlalu banyak berkas terbuka | Troppi file aperti
            ファイルを開きすぎです | 열린 파일이 너무 많음 | Per daug atvertų failų | For mange åpne filer | Te veel open bestanden
            Za dużo otwartych plików | Muitos arquivos abertos | Слишком много открытых файлов
            Priveľa otvorených súborov | Preveč odpretih datotek | Превише отворених датотека | För många öppna filer
            Çok fazla açık dosya var | Забагато відкритих файлів | Quá nhiều tập tin đang mở | 打开的文件过多 | 開啟太多檔案

            Too many open files in system
            Твърде много отворени файлове в системата | El sistema té massa fitxers oberts
            V celém systému je příliš mnoho otevřených souborů | For mange åbne filer i systemet
            Zu viele offene Dateien im System | Υπερβολικα πολλά ανοικτά αρχεία στο σύστημα
            Tro da malfermaj dosieroj en sistemo | Demasiados ficheros abiertos en el sistema
            Liian monta avointa tiedostoa järjestelmässä | Trop de fichiers ouverts dans le système
            Demasiados ficheiros abertos no sistema | Previše otvorenih datoteka u sustavu
            Túl sok nyitott fájl a rendszerben | Terlalu banyak berkas terbuka dalam sistem
            Troppi file aperti nel sistema | システム中のファイルを開きすぎです | 시스템에 파일을 너무 많이 열었음
            Sistemoje per daug atvertų failų | For mange åpne filer i systemet | Te veel open bestanden in systeem
            Za dużo otwartych plików w systemie | Muitos arquivos abertos no sistema
            Слишком много открытых файлов в системе | Priveľa otvorených súborov v systéme
            Preveč odprtih datotek v sistemu | Превише отворених датотека у систему
            För många öppna filer i systemet | Sistemde çok fazla açık dosya var
            У системі забагато відкритих файлів | Quá nhiều tập tin còn đang mở trong hệ thống | 系统中打开的文件过多
            系統中太多的開啟檔案

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
