package dev.peerless.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A configuration parameter that is true or false. */
final class ConfiguredFlag {

    private ConfiguredFlag() {}

    /**
     * Reads one.
     *
     * @param wayOut what to write, for the error
     * @return nothing if it is not configured
     * @throws ExtensionConfigurationException if it is neither
     */
    static Optional<Boolean> read(ExtensionContext context, String parameter, String wayOut) {
        return context.getConfigurationParameter(parameter).map(configured -> switch (configured.strip()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new ExtensionConfigurationException("Configuration parameter " + parameter + " = \"" + configured
                        + "\" is neither true nor false. " + wayOut);
        });
    }
}
