import { html, nothing } from 'lit';
import { base } from '../../design/base.styles.ts';
import { doorPicture, doorPictureStyles } from '../../design/door-picture.ts';
import { drawnEvent } from '../../design/drawn-event.ts';
import { type IconName, icon } from '../../design/icon.ts';
import '../../design/k-lattice.ts';
import '../../design/k-mark.ts';
import type { DoorView, ShownHours, WorkingFunction } from '../../../device/screen/screen.ts';
import { COLOUR_SETS, type DisplayChange } from '../../../device/words/display.ts';
import { dateText, shownMomentText } from '../../../device/words/format.ts';
import { LANGUAGES } from '../../../device/words/language.ts';
import type { ScanRefusal } from '../../../device/words/scan.ts';
import { parts } from '../../design/parts.styles.ts';
import { isSmallPanel, shownTextSize, textSizes } from '../../design/text-sizes.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { unseenSettings } from '../../design/unseen-settings.ts';
import { firstWords } from '../../words/load.ts';
import type { WordsOfPages } from '../../words/words.ts';
import { ScreenElement } from '../parts/screen-element.ts';
import { SecondTouch } from '../parts/second-touch.ts';
import { styles } from './attract.styles.ts';
import { NoticeTurner } from './attract-notices.ts';

export class ScreenAttract extends ScreenElement<'attract'> {
  static override styles = [base, parts, doorPictureStyles, styles];
  readonly #turner = new NoticeTurner(this);
  readonly #touch = new SecondTouch();

  protected override render() {
    const { screen, words } = this;
    const { attract } = words;
    const notices = this.#notices();
    return html`
      <div class="side ${this.#turner.pageClass}">
        <div class="head">
          ${
            screen.scan === null
              ? html`<p class="centre">
                    <k-mark></k-mark><span class="full">${screen.centre.name}</span><span class="short">${screen.centre.short}</span>
                  </p>
                  ${this.#clock()}`
              : this.#refusedScan(screen.scan)
          }
        </div>
        <k-lattice .pxPerMm=${screen.pxPerMm}></k-lattice>
        ${this.#languages()}
      </div>
      <div class="inside ${this.#turner.pageClass}" tabindex="-1" @scroll=${() => this.dispatchEvent(drawnEvent())}>
        ${screen.takeCard ? this.#takeCard() : html`<h1 tabindex="-1">${attract.title}</h1>`}
        ${notices}
        ${screen.takeCard ? nothing : this.#doors()}
        <ul class="promises">
          ${screen.works.map((each) => html`<li>${icon(FUNCTION_ICON[each])}${attract.works[each]}</li>`)}
          <li>${icon('phone')}<span class="only-spoken">${words.common.help}</span><span aria-hidden="true">108</span></li>
        </ul>
      </div>
      ${this.#assists()}
    `;
  }

  #languages() {
    const { screen, words } = this;
    return html`<div class="languages" role="group" aria-label=${words.common.chooseLanguage}>
      ${LANGUAGES.map(
        ({ code, name, short }) => html`<button
          type="button"
          lang=${code}
          class="language-key"
          aria-label=${`${short} – ${name}`}
          aria-pressed=${code === screen.language}
          @click=${this.sends({ do: 'language', language: code })}
        >
          ${code === screen.language ? icon('check') : nothing}<span class="full">${name}</span><span class="short">${short}</span>
        </button>`,
      )}
    </div>`;
  }

  #doors() {
    const { screen, words } = this;
    const { language } = screen;
    return html`<ul class="doors">
        ${screen.doors.map((door) => html`<li>${this.#door(door)}</li>`)}
      </ul>
      <button type="button" class="all" aria-label=${words.attract.all} @click=${this.sends({ do: 'start', language })}>
        ${icon('search')}<span class="words full">${words.attract.all}</span><span class="words short">${words.attract.allShort}</span>${icon('arrow-right')}
      </button>`;
  }

  #door({ id, picture, title, hint, unavailable }: DoorView) {
    const { screen, words } = this;
    return html`<button
      type="button"
      class="door"
      data-door=${id}
      ?disabled=${unavailable !== null}
      @click=${this.sends({ do: 'start', language: screen.language, door: id })}
    >
      <span class="face"><span class="ground">${doorPicture(picture)}</span>
      <span class="words"><b>${icon('triangle-alert')}${title}</b><span class="hint">${
        unavailable === null ? hint : words.troubles[unavailable].notice
      }</span></span></span>
    </button>`;
  }

  /** Each key shows its state. The last two open the help sheet and call staff. */
  #assists() {
    const { screen, words } = this;
    const { display } = words;
    const { colours, lower } = screen.display;
    const isSmall = isSmallPanel(this, screen.pxPerMm);
    const text = shownTextSize(screen.display.text, isSmall);
    const unseen = unseenSettings(screen.display, words);
    const call = () => screen.called || this.send({ do: 'call-staff' });
    return html`<div class="assists" role="group" aria-label=${display.title}>
      ${this.#assist('a-large-small', display.largeText, text !== 100, display.size(text), { text: after(textSizes(isSmall), text) })}
      ${this.#assist('sun-moon', display.colours, colours !== 'light', display.sets[colours], { colours: after(COLOUR_SETS, colours) })}
      ${isSmall ? nothing : this.#assist('arrow-down-to-line', display.lower.title, lower, '', { lower: !lower })}
      <button type="button" class="assist ${unseen.length > 0 ? 'on' : ''}" data-help aria-haspopup="dialog" @click=${helps}>
        ${icon('accessibility')}<span>${display.title}${unseen.map(({ title }) => html`<span class="only-spoken">, ${title}</span>`)}${
          unseen.length > 0 ? html`<span class="marks">${unseen.map(({ symbol }) => icon(symbol))}</span>` : nothing
        }</span>
      </button>
      <button type="button" class="assist person ${screen.called ? 'called' : ''}" aria-disabled=${screen.called} @click=${call}>
        ${icon(screen.called ? 'circle-check-big' : 'hand')}<span>${screen.called ? display.called.title : display.person}</span>
      </button>
      <span class="only-spoken" role="status">${screen.called ? `${display.called.title}. ${display.called.hint}.` : ''}</span>
    </div>`;
  }

  get #all() {
    return LANGUAGES.map(({ code }) => ({ code, words: firstWords(code, this.screen.display) }));
  }

  /** In place of centre and clock, so that no control moves. */
  #refusedScan(because: ScanRefusal) {
    return html`<div class="scan" role="alert">
      ${icon('qr-code')}
      <div>${this.#all.map(({ code, words }) => html`<p lang=${code}>${words.scan.refused[because]}</p>`)}</div>
    </div>`;
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
              <span>${hoursLines(hours, this.words).map((line, nth) => html`${nth === 0 ? nothing : html`<br />`}${withUnbrokenNumbers(line)}`)}</span></p>`
      }
    </div>`;
  }

  #assist(symbol: IconName, words: string, on: boolean, state: string, set: DisplayChange) {
    const act = this.sends({ do: 'display', set });
    return html`<button type="button" class="assist" aria-pressed=${on} @click=${() => this.#touch.once(words, act)}>
      ${icon(symbol)}<span>${words}${on && state !== '' ? html`<span class="state">${state}</span>` : nothing}</span>
    </button>`;
  }
}

function helps({ currentTarget }: Event): void {
  currentTarget?.dispatchEvent(new Event('kiosk-help', { bubbles: true, composed: true }));
}

/** The value after this one; after the last, the first. */
const after = <V>(values: readonly V[], value: V): V => values[(values.indexOf(value) + 1) % values.length] ?? value;

function hoursLines(hours: ShownHours, { attract, language }: WordsOfPages<'attract'>): readonly string[] {
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
