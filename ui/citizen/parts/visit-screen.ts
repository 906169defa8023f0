import { type CSSResultGroup, css } from 'lit';
import type { CitizenPageView } from '../../../device/screen/screen.ts';
import { base } from '../../design/base.styles.ts';
import { parts } from '../../design/parts.styles.ts';
import { ScreenElement } from './screen-element.ts';
import { intentOfKey } from './typed-field.ts';

export abstract class VisitScreen<S extends CitizenPageView['show']> extends ScreenElement<S> {
  static override styles: CSSResultGroup = [
    base,
    parts,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      .take.note {
        justify-content: flex-start;
        margin-top: var(--k-space-5);
        border-color: var(--k-line);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#typed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#typed);
  }

  /** If the page shows a keyboard, a plugged-in keyboard types too, with any focus. Not under a dialog. */
  readonly #typed = (event: KeyboardEvent): void => {
    const [focus, ...around] = event.composedPath();
    const root = this.getRootNode();
    const isHere = focus === document.body || (root instanceof ShadowRoot && around.includes(root.host));
    if (!isHere || !this.renderRoot.querySelector('k-keyboard') || this.closest('[inert]')) return;
    const intent = intentOfKey(event, focus);
    if (intent === null) return;
    this.send(intent);
    event.preventDefault();
  };
}
