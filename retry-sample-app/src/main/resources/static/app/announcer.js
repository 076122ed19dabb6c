// Says to those who listen what somebody else would see at a glance; and complains where all can see it.

const announcements = document.getElementById("announcements");
const complaint = document.getElementById("complaint");

export function announce(text) {
  announcements.textContent = text;
}

export function complain(error) {
  complaint.textContent = error.message;
}

/** Runs something that talks to the storefront, and shows why it did not work. */
export async function attentively(action) {
  try {
    await action();
    complaint.textContent = "";
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}
