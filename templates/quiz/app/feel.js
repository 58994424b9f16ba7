/**
 * What a person feels: a short vibration, where host and phone have one.
 * @param {"light" | "success" | "error"} kind
 */
export async function feel(kind) {
  try {
    if (mini.can("haptic")) await mini.haptic(kind);
  } catch {
    // nobody misses it
  }
}
