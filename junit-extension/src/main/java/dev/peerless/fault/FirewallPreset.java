package dev.peerless.fault;

import java.time.Duration;
import org.apiguardian.api.API;

/** Idle timeouts met in the field, with what happens when they are exceeded, as their makers document them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FirewallPreset {

    /** AWS NAT gateway: 350 s, then a RST on the next packet from inside. */
    AWS_NAT_GATEWAY(Duration.ofSeconds(350), FirewallAction.RESET_ON_NEXT_PACKET),

    /** AWS network load balancer: 350 s, silently, then a RST on the next data. */
    AWS_NLB(Duration.ofSeconds(350), FirewallAction.RESET_ON_NEXT_PACKET),

    /** AWS application load balancer: 60 s, then a FIN to both sides. */
    AWS_ALB(Duration.ofSeconds(60), FirewallAction.FIN_AT_TIMEOUT),

    /** Azure load balancer without TCP reset: 4 min, silently. */
    AZURE_LOAD_BALANCER(Duration.ofMinutes(4), FirewallAction.DROP),

    /** Azure load balancer with TCP reset: 4 min, then a RST to both sides. */
    AZURE_LOAD_BALANCER_TCP_RESET(Duration.ofMinutes(4), FirewallAction.RESET_AT_TIMEOUT),

    /** Google Cloud VPC firewall: 10 min, silently. */
    GCP_VPC_FIREWALL(Duration.ofMinutes(10), FirewallAction.DROP),

    /** Google Cloud NAT: 20 min, silently. */
    GCP_CLOUD_NAT(Duration.ofMinutes(20), FirewallAction.DROP),

    /** Linux connection tracking by default: 5 days, silently. */
    LINUX_CONNTRACK(Duration.ofDays(5), FirewallAction.DROP),

    /** Kubernetes services in IPVS mode, seen from a local client: 15 min, then a RST on the next packet. */
    KUBERNETES_IPVS(Duration.ofMinutes(15), FirewallAction.RESET_ON_NEXT_PACKET),

    /** Docker Swarm's routing mesh, seen from a local client: 15 min, then a RST on the next packet. */
    DOCKER_SWARM_IPVS(Duration.ofMinutes(15), FirewallAction.RESET_ON_NEXT_PACKET),

    /** Cisco ASA: 1 h, silently. */
    CISCO_ASA(Duration.ofHours(1), FirewallAction.DROP),

    /** Juniper SRX: 30 min, silently. */
    JUNIPER_SRX(Duration.ofMinutes(30), FirewallAction.DROP),

    /** Envoy's idle timeout: 1 h, then a FIN. */
    ENVOY(Duration.ofHours(1), FirewallAction.FIN_AT_TIMEOUT),

    /** nginx between two requests of a keep-alive connection: 75 s, then a FIN. */
    NGINX_KEEPALIVE(Duration.ofSeconds(75), FirewallAction.FIN_AT_TIMEOUT);

    private final Duration idle;
    private final FirewallAction action;

    FirewallPreset(Duration idle, FirewallAction action) {
        this.idle = idle;
        this.action = action;
    }

    /**
     * Tells how long a connection may be idle.
     *
     * @return the timeout, as documented and not compressed
     */
    public Duration idle() {
        return idle;
    }

    /**
     * Tells what happens then.
     *
     * @return the action
     */
    public FirewallAction action() {
        return action;
    }
}
