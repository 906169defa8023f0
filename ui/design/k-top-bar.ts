import { html, LitElement, nothing } from 'lit';
import type { ScreenFrame } from '../../device/screen/screen.ts';
import { LANGUAGES } from '../../device/words/language.ts';
import type { WordsOfSections } from '../words/words.ts';
import { base } from './base.styles.ts';
import { type IconName, icon } from './icon.ts';
import { intentEvent } from './intent-event.ts';
import './k-mark.ts';
import { styles } from './k-top-bar.styles.ts';
import { unseenSettings } from './unseen-settings.ts';

/** Number at the end of the centre's name, which stands beside its sign. */
const NUMBER = / (\d+)$/;

/**
 * Bar of every screen of a visit: centre, languages, a key that covers the page, and two keys that open the help sheet. One begins at its
 * settings.
 *
 * @fires kiosk-intent - `language`
 * @fires kiosk-leave - *finish and clear*; a question follows
 * @fires kiosk-cover
 * @fires kiosk-settings
 * @fires kiosk-help
 */
export class KTopBar extends LitElement {
  static override properties = {
    frame: { attribute: false },
    words: { attribute: false },
    languagesAway: { attribute: false },
    leaves: { attribute: false },
    covers: { attribute: false },
  };
  static override styles = [base, styles];

  declare frame: ScreenFrame;
  declare words: WordsOfSections<'leave' | 'display'>;
  /** Whether the languages are hidden: while the bank decides, no control may seem to interrupt the payment. */
  declare languagesAway: boolean;
  /** Whether *finish and clear* is here, because the page's bar has *back*. */
  declare leaves: boolean;
  /** Whether the key that covers the page is here. */
  declare covers: boolean;

  protected override render() {
    const { frame, words } = this;
    const { text, colours, helpAndStaff, called, cover } = words.display;
    const unseen = unseenSettings(frame.display, words);
    return html`
      <div class="centre"><k-mark></k-mark><span>${frame.centre.short.replace(NUMBER, '\u00a0$1')}</span></div>
      ${
        this.leaves
          ? html`<button
              type="button"
              class="leave"
              aria-label=${words.common.finish}
              @click=${() => ask(this, 'kiosk-leave')}
            >
              ${icon('x')}<span>${words.common.short.finish}</span>
            </button>`
          : nothing
      }
      <div class="languages ${this.languagesAway ? 'away' : ''}" role="group" aria-label=${words.common.chooseLanguage}>
        ${LANGUAGES.map(
          ({ code, name, short }) => html`<button
            type="button"
            lang=${code}
            aria-pressed=${code === frame.language}
            aria-label=${`${short} – ${name}`}
            @click=${() => this.dispatchEvent(intentEvent({ do: 'language', language: code }))}
          >
            <span class="full">${name}</span><span class="short">${short}</span>
          </button>`,
        )}
      </div>
      ${
        this.covers
          ? html`<button
              type="button"
              class="cover"
              aria-label=${cover.key}
              @click=${({ currentTarget }: Event) => ask(currentTarget, 'kiosk-cover')}
            >
              ${icon('eye-off')}
            </button>`
          : nothing
      }
      ${this.#helpKey('kiosk-settings', 'a-large-small', unseen.length > 0 ? 'on' : '', [text, colours, ...unseen.map(({ title }) => title)])}
      ${
        frame.called
          ? this.#helpKey('kiosk-help', 'circle-check-big', 'person called', [helpAndStaff, called.title])
          : this.#helpKey('kiosk-help', 'hand', 'person', [helpAndStaff])
      }
    `;
  }

  #helpKey(about: 'kiosk-settings' | 'kiosk-help', symbol: IconName, kind: string, says: readonly string[]) {
    return html`<button
      type="button"
      class="display ${kind}"
      ?data-help=${about === 'kiosk-help'}
      aria-haspopup="dialog"
      aria-label=${says.join(', ')}
      @click=${({ currentTarget }: Event) => ask(currentTarget, about)}
    >
      ${icon(symbol)}
    </button>`;
  }
}

function ask(from: EventTarget | null, about: 'kiosk-leave' | 'kiosk-cover' | 'kiosk-settings' | 'kiosk-help'): void {
  from?.dispatchEvent(new Event(about, { bubbles: true, composed: true }));
}

customElements.define('k-top-bar', KTopBar);
