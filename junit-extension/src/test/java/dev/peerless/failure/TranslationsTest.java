package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of operating systems in other languages. */
class TranslationsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            CONNECTION_RESET   | Connexion ré-initialisée par le correspondant
            CONNECTION_RESET   | Die Verbindung wurde vom Kommunikationspartner zurückgesetzt
            CONNECTION_RESET   | Conexión reinicializada por la máquina remota
            CONNECTION_RESET   | 连接被对方重设
            CONNECTION_RESET   | 接続が相手からリセットされました
            CONNECTION_RESET   | Eine vorhandene Verbindung wurde vom Remotehost geschlossen
            CONNECTION_RESET   | Une connexion existante a dû être fermée par l’hôte distant
            CONNECTION_RESET   | Se ha forzado la interrupción de una conexión existente por el host remoto.
            CONNECTION_RESET   | 远程主机强迫关闭了一个现有的连接。
            BROKEN_PIPE        | Relais brisé (pipe)
            BROKEN_PIPE        | Datenübergabe unterbrochen (broken pipe)
            BROKEN_PIPE        | Datenübergabe unterbrochen (broken pipe) (Write failed)
            BROKEN_PIPE        | Tubería rota
            BROKEN_PIPE        | 断开的管道
            CONNECTION_ABORTED | Das Programm verursachte den Abbruch der Verbindung
            CONNECTION_ABORTED | 你的主机中的软件中止了一个已建立的连接。
            CONNECTION_REFUSED | Connexion refusée
            CONNECTION_REFUSED | Verbindungsaufbau abgelehnt
            CONNECTION_REFUSED | Verbindungsaufbau abgelehnt: localhost/127.0.0.1:80
            CONNECTION_REFUSED | Conexión rehusada
            CONNECTION_REFUSED | 拒绝连接
            CONNECTION_REFUSED | 接続を拒否されました
            TIMED_OUT          | Die Wartezeit für die Verbindung ist abgelaufen
            NO_ROUTE           | El `host' no está operativo
            """)
    void areKnown(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new SocketException(text))).isEqualTo(expected);
    }

    @Test
    void meanTheSameAsTheEnglishText() {
        assertThat(Translations.ENGLISH)
                .hasSizeGreaterThan(400)
                .allSatisfy((translation, english) -> assertThat(NetworkFailure.of(new SocketException(translation)))
                        .isEqualTo(NetworkFailure.of(new SocketException(english)))
                        .isNotEqualTo(UNKNOWN));
    }
}
