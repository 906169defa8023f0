/** What a finger can press. */
const PRESSABLE = 'button, label';

/**
 * Marks what is pressed with `data-pressed` from the first contact on: Chromium gives `:active` to a touch only once it
 * is sure that it is no scrolling, a tenth of a second later. The mark stays for one frame at least, or a quick tap
 * would show nothing.
 *
 * @param root hears every press, also those inside shadow roots
 */
export function markPresses(root: Document | HTMLElement): void {
  let release: (() => void) | null = null;
  root.addEventListener('pointerdown', (event) => {
    release?.();
    const pressed = event.composedPath().find(isPressable);
    if (!pressed) return;
    pressed.toggleAttribute('data-pressed', true);
    release = () => {
      release = null;
      afterNextFrame(() => pressed.removeAttribute('data-pressed'));
    };
  });
  for (const end of ['pointerup', 'pointercancel']) root.addEventListener(end, () => release?.());
}

function isPressable(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLElement && target.matches(PRESSABLE) && !target.matches(':disabled');
}

function afterNextFrame(act: () => void): void {
  window.requestAnimationFrame(() => window.requestAnimationFrame(act));
}
