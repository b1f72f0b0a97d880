package dev.peerless.junit;

import dev.peerless.fault.DurationText;
import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.FirewallPreset;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.PeerPlan;
import java.time.Duration;
import java.util.Optional;

final class FirewallPlanner implements AnnotationPlanner<FirewallIdleTimeout> {

    @Override
    public void plan(FirewallIdleTimeout annotation, Declaration declaration, PeerPlan.Builder plan) {
        var preset = declaration.atMostOne("preset", annotation.preset());
        var action = declaration
                .atMostOne("action", annotation.action())
                .or(() -> preset.map(FirewallPreset::action))
                .orElse(FirewallAction.DROP);
        var real = realTimeout(preset, declaration);
        if (annotation.compressedBy() < 1) {
            throw declaration.invalid("compressedBy", "must be a factor from 1");
        }
        var tested = real.dividedBy(annotation.compressedBy());
        if (tested.isZero()) {
            throw declaration.invalid("compressedBy", "must leave something of " + DurationText.of(real));
        }
        var fault = declaration.fault(Trigger.idleFor(tested), action.effect());
        plan.fault(fault.labelled(label(declaration, preset, real, tested)));
    }

    private static Duration realTimeout(Optional<FirewallPreset> preset, Declaration declaration) {
        var given = declaration.duration("value");
        if (given.isPresent() == preset.isPresent()) {
            throw declaration.contradiction("give either a timeout like \"350s\" or a preset, "
                    + (preset.isPresent() ? "but both are there" : "but neither is there"));
        }
        return given.or(() -> preset.map(FirewallPreset::idle)).orElseThrow();
    }

    private static String label(
            Declaration declaration, Optional<FirewallPreset> preset, Duration real, Duration tested) {
        if (!tested.equals(real)) {
            return declaration.label() + ": " + DurationText.of(real) + " tested as " + DurationText.of(tested);
        }
        return preset.isPresent() ? declaration.label() + ": " + DurationText.of(real) : declaration.label();
    }
}
