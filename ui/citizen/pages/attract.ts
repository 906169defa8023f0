import { html, nothing } from 'lit';
import { base } from '../../design/base.styles.ts';
import { drawnEvent } from '../../design/drawn-event.ts';
import { type IconName, icon } from '../../design/icon.ts';
import '../../design/k-lattice.ts';
import '../../design/k-mark.ts';
import type { ShownHours, WorkingFunction } from '../../../device/screen/screen.ts';
import { dateText, shownMomentText } from '../../../device/words/format.ts';
import { LANGUAGES } from '../../../device/words/language.ts';
import type { ScanRefusal } from '../../../device/words/scan.ts';
import { parts } from '../../design/parts.styles.ts';
import { withoutBreaks } from '../../design/unbroken.ts';
import { loadedWords, loadWords } from '../../words/load.ts';
import type { WordsOf } from '../../words/words.ts';
import { ScreenElement } from '../parts/screen-element.ts';
import { styles } from './attract.styles.ts';
import { NoticeTurner } from './attract-notices.ts';

type Toggle = 'lower' | 'contrast' | 'text';

export class ScreenAttract extends ScreenElement<'attract'> {
  static override styles = [base, parts, styles];
  readonly #turner = new NoticeTurner(this);

  protected override render() {
    const { screen, words } = this;
    const { attract, display } = words;
    const notices = this.#notices();
    return html`
      <k-lattice ?hushed=${screen.display.contrast}></k-lattice>
      <div class="inside ${this.#turner.pageClass}" tabindex="-1" @scroll=${() => this.dispatchEvent(drawnEvent())}>
        ${
          screen.scan === null
            ? html`<div class="head">
                <p class="centre">
                  <k-mark></k-mark><span class="full">${screen.centre.name}</span><span class="short">${screen.centre.short}</span>
                </p>
                ${this.#clock()}
              </div>`
            : this.#refusedScan(screen.scan)
        }
        ${
          screen.takeCard
            ? this.#takeCard()
            : html`<div class="welcome">
                <h1 tabindex="-1">${attract.title}</h1>
                <p class="lead">${attract.lead}</p>
              </div>`
        }
        ${notices}
        <div class="controls">
          ${screen.takeCard ? nothing : this.#starts()}
          <div class="assists" role="group" aria-label=${display.title}>
            ${this.#assist('lower', 'accessibility', display.lower, screen.display.lower)}
            ${this.#assist('contrast', 'contrast', display.contrast, screen.display.contrast)}
            ${this.#assist('text', 'a-large-small', display.text, screen.display.text !== 100)}
          </div>
          <ul class="promises">
            ${screen.works.map((each) => html`<li>${icon(FUNCTION_ICON[each])}${attract.works[each]}</li>`)}
            <li>${icon('phone')}<span class="only-spoken">${words.common.help}</span><span aria-hidden="true">108</span></li>
          </ul>
        </div>
      </div>
    `;
  }

  #starts() {
    const { screen, words } = this;
    return html`<div class="starts" role="group" aria-label=${words.common.chooseLanguage}>
      ${LANGUAGES.map(
        ({ code, start, inLanguage }) => html`<button
          type="button"
          lang=${code}
          class="start ${code === screen.language ? 'current' : ''}"
          @click=${this.sends({ do: 'start', language: code })}
        >
          <span class="words"><span>${start}</span> <span class="in">${inLanguage}</span></span>${icon('arrow-right')}
        </button>`,
      )}
    </div>`;
  }

  get #all() {
    return LANGUAGES.flatMap(({ code }) => {
      const words = loadedWords(code);
      if (words) return [{ code, words }];
      void loadWords(code).then(() => this.requestUpdate());
      return [];
    });
  }

  /** In place of the head, so that no control moves. */
  #refusedScan(because: ScanRefusal) {
    return html`<aside class="scan" role="alert">
      ${icon('qr-code')}
      <div>${this.#all.map(({ code, words }) => html`<p lang=${code}>${words.scan.refused[because]}</p>`)}</div>
    </aside>`;
  }

  /** Text in all languages: the language of the card's owner is unknown. */
  #takeCard() {
    return html`<div class="welcome left" role="alert">
      ${icon('id-card')}
      ${this.#all.map(
        ({ code, words: { attract } }, at) => html`<div lang=${code}>
          ${at === 0 ? html`<h1 tabindex="-1">${attract.takeCard.title}</h1>` : html`<p class="other">${attract.takeCard.title}</p>`}
          <p class="sense">${attract.takeCard.lead}</p>
        </div>`,
      )}
    </div>`;
  }

  #notices() {
    const { notices, news, display, takeCard, hours, scan } = this.screen;
    const said = this.#all;
    return this.#turner.draw(
      [
        ...notices.map((trouble) => ({
          kind: 'warning' as const,
          said: said.map(({ code, words }) => ({ code, text: words.troubles[trouble].notice })),
        })),
        ...news.map((text) => ({
          kind: 'news' as const,
          said: LANGUAGES.map(({ code }) => ({ code, text: text[code] })),
        })),
      ],
      hours === null
        ? []
        : [
            {
              kind: 'news',
              said: said.map(({ code, words }) => ({ code, text: hoursLines(hours, words).join('. ') })),
            },
          ],
      [display, takeCard, scan, this.words.language],
    );
  }

  #clock() {
    const { now, hours } = this.screen;
    if (now === null && hours === null) return nothing;
    return html`<div class="clock">
      ${
        now &&
        html`<p class="time">${now.time}</p>
              <p class="day">${dateText(now.day, this.words.language)}</p>`
      }
      ${
        hours === null
          ? nothing
          : html`<p class="hours">${icon(hours.state === 'open' ? 'circle-check-big' : 'clock')}
              <span>${hoursLines(hours, this.words).map((line, nth) => html`${nth === 0 ? nothing : html`<br />`}${withoutBreaks(line)}`)}</span></p>`
      }
    </div>`;
  }

  #assist(toggle: Toggle, symbol: IconName, words: string, on: boolean) {
    return html`<button type="button" class="assist" aria-pressed=${on} @click=${this.sends({ do: 'display', toggle })}>
      ${icon(symbol)}<span>${words}</span>
    </button>`;
  }
}

function hoursLines(hours: ShownHours, { attract, language }: WordsOf<'attract'>): readonly string[] {
  if (hours.state === 'open') return [attract.open(hours.until)];
  return [attract.closed, ...(hours.opens ? [attract.opens(shownMomentText(hours.opens, language))] : [])];
}

const FUNCTION_ICON: Readonly<Record<WorkingFunction, IconName>> = {
  notes: 'banknote',
  cards: 'credit-card',
  receipts: 'receipt-text',
  sheets: 'file-check',
};

customElements.define('screen-attract', ScreenAttract);
