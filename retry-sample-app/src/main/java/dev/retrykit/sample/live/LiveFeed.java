package dev.retrykit.sample.live;

import dev.retrykit.sample.budget.BudgetSwitch;
import dev.retrykit.sample.load.LoadGenerator;
import dev.retrykit.sample.payment.FaultSwitch;
import dev.retrykit.time.Alarm;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Shows everybody the newest figures, once a second while the application runs. */
@Component
final class LiveFeed implements SmartLifecycle {

    static final Duration PERIOD = Duration.ofSeconds(1);

    private final Recorder recorder;
    private final CallLog calls;
    private final Switches switches;
    private final Viewers viewers;
    private final JsonMapper json;
    private final Alarm alarm;
    private Alarm.Handle next = () -> {};
    private boolean running;

    @Autowired
    LiveFeed(Recorder recorder, CallLog calls, Switches switches, Viewers viewers, JsonMapper json) {
        this(recorder, calls, switches, viewers, json, Alarm.system());
    }

    LiveFeed(Recorder recorder, CallLog calls, Switches switches, Viewers viewers, JsonMapper json, Alarm alarm) {
        this.recorder = recorder;
        this.calls = calls;
        this.switches = switches;
        this.viewers = viewers;
        this.json = json;
        this.alarm = alarm;
    }

    /** The last two minutes, for somebody who has just come. */
    String history() {
        return json.writeValueAsString(recorder.history());
    }

    private synchronized void tick() {
        if (!running) {
            return;
        }
        // First, so that whatever goes wrong with one moment is not the end of all.
        next = alarm.ringAfter(PERIOD, this::tick);
        viewers.show(json.writeValueAsString(new Snapshot(
                recorder.tick(),
                switches.load().status(),
                switches.faults().current(),
                switches.budget().isOn(),
                recorder.figures(),
                calls.last(),
                calls.lastRough())));
    }

    /** Before everything else: a graceful shutdown of the web server would wait for connections that never end. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            next = alarm.ringAfter(PERIOD, this::tick);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        next.cancel();
        viewers.end();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /**
     * What the page's controls change.
     *
     * @param load the load
     * @param faults what goes wrong at the payment service
     * @param budget whether retries of payments have to be paid for
     */
    @Component
    record Switches(LoadGenerator load, FaultSwitch faults, BudgetSwitch budget) {}
}
