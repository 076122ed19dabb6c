package dev.retrykit.time;

/** Somebody's action, which knows nothing of alarms. */
final class PendingAction extends Pending {

    private final Runnable action;

    PendingAction(Runnable action) {
        this.action = action;
    }

    @Override
    public void run() {
        action.run();
    }
}
