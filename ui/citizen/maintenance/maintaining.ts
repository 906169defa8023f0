import { html, nothing, type TemplateResult } from 'lit';
import type { MaintenancePage, PageAfterSignIn } from '../../../device/screen/maintenance.ts';
import type { AlternativePlaces } from '../../../device/screen/screen.ts';
import { LANGUAGE_CODES, type Language } from '../../../device/words/language.ts';
import { MAINTENANCE_TABS } from '../../../device/words/maintenance.ts';
import { base } from '../../design/base.styles.ts';
import { icon } from '../../design/icon.ts';
import { pagerStyles, ScrollPager } from '../../design/scroll-pager.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { ScreenElement } from '../parts/screen-element.ts';
import { drawCassette } from './cassette.ts';
import { drawCredits } from './credits.ts';
import { drawDevice, drawDevices, drawDeviceTest } from './devices.ts';
import { drawDoubts } from './doubts.ts';
import { drawLog, drawMachine } from './machine.ts';
import { styles } from './maintaining.styles.ts';
import { drawNewRoll } from './new-roll.ts';
import type { DeskDrawers, DrawnPage, PageDrawingContext } from './page-parts.ts';
import { drawPin } from './pin.ts';
import { drawStuckNote } from './stuck-note.ts';
import { drawToday } from './today.ts';
import { MAINTENANCE_WORDS } from './words/all.ts';
import type { MaintenanceWords } from './words/az.ts';

const DESK: DeskDrawers = {
  today: drawToday,
  'new-roll': drawNewRoll,
  cassette: drawCassette,
  devices: drawDevices,
  device: drawDevice,
  'device-test': drawDeviceTest,
  machine: drawMachine,
  log: drawLog,
  'stuck-note': drawStuckNote,
  doubts: drawDoubts,
  credits: drawCredits,
};

/** Pages for staff at the glass. Each touch is an intent of the citizen's page, so a late touch has no effect here either. */
export class ScreenMaintaining extends ScreenElement<'maintaining'> {
  static override styles = [base, pagerStyles, styles];
  readonly #pager = new ScrollPager(this);

  protected override render() {
    const { language, content } = this.screen;
    const words = MAINTENANCE_WORDS[language];
    const pager = this.#pager;
    const { heading = nothing, body, bar } = this.#drawn(content, words, language);
    return html`${this.#head(words, language)}
      ${'tab' in content ? this.#tabs(content.tab, words) : nothing}
      <div class="moving">
        <div class="scroller" tabindex=${pager.tabindex} role=${pager.role} @scroll=${() => pager.scrolled()}>
          <div class="content body">
            ${heading} ${body}
          </div>
        </div>
        ${pager.keys(this.words.common)}
      </div>
      <footer>${bar ?? (content.page === 'pin' ? this.#endButton(words.back) : this.#openButton(words))}</footer>`;
  }

  override focusHeading(): void {
    this.#pager.toTop();
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  #touch: PageDrawingContext['send'] = (touch) => this.sends(touch);

  #drawn(content: MaintenancePage, words: MaintenanceWords, language: Language): DrawnPage {
    const drawing: PageDrawingContext = { words, language, send: this.#touch, end: this.sends({ do: 'finish' }) };
    if (content.page === 'pin') return drawPin(content, drawing);
    if (content.page === 'checking-pin') return { body: waiting(words.pin.checking) };
    if (content.page === 'opening') return { body: waiting(words.working) };
    if (content.page === 'not-recorded') return this.#notRecorded(words);
    return drawDeskPage(content, drawing);
  }

  #head(words: MaintenanceWords, language: Language): TemplateResult {
    const { badge, content, centre, kiosk } = this.screen;
    const isIn = content.page !== 'pin' && content.page !== 'checking-pin';
    return html`<header>
      <div>
        <h1>${words.title} · ${kiosk}</h1>
        <p>${centre.short}${isIn ? html` · ${badge === null ? words.serviceKey : withUnbrokenNumbers(words.badge(badge))}` : nothing}</p>
      </div>
      <p class="closed">${icon('info')}<span>${words.closed}${withUnbrokenNumbers(this.#elsewhere(words, language))}</span></p>
      <div class="languages">
        ${LANGUAGE_CODES.map(
          (language) => html`<button
            type="button"
            aria-pressed=${String(language === this.screen.language)}
            @click=${this.sends({ do: 'language', language })}
          >
            ${language.toUpperCase()}
          </button>`,
        )}
      </div>
    </header>`;
  }

  #tabs(open: PageAfterSignIn['page'], words: MaintenanceWords): TemplateResult {
    return html`<nav>
      ${MAINTENANCE_TABS.map(
        (tab) => html`<button
          type="button"
          aria-current=${tab === open ? 'page' : nothing}
          @click=${this.sends({ do: 'answer', value: `tab:${tab}` })}
        >
          ${words.tabs[tab]}
        </button>`,
      )}
    </nav>`;
  }

  #elsewhere(words: MaintenanceWords, language: Language): string {
    const { kiosk = null, window = null } = this.screen.elsewhere ?? {};
    const said = (say: (text: string) => string, text: AlternativePlaces['kiosk']) =>
      text === null ? [] : [say(text[language])];
    return ['', ...said(words.elsewhere, kiosk), ...said(words.window, window)].join('. ');
  }

  #notRecorded(words: MaintenanceWords): DrawnPage {
    return {
      body: html`<h2 tabindex="-1" role="alert">${words.notRecorded}</h2>`,
      bar: html`${this.#endButton(words.open)}
        <button type="button" class="button primary" @click=${this.sends({ do: 'next' })}>${words.tryAgain}</button>`,
    };
  }

  #endButton(label: string): TemplateResult {
    return html`<button type="button" class="button" @click=${this.sends({ do: 'finish' })}>${label}</button>`;
  }

  #openButton(words: MaintenanceWords): TemplateResult {
    return html`<button type="button" class="button primary" @click=${this.sends({ do: 'finish' })}>
      ${words.open} ${icon('arrow-right')}
    </button>`;
  }
}

const waiting = (text: string): TemplateResult => html`<h2 tabindex="-1" role="status">${text}</h2>`;

const drawDeskPage = (page: PageAfterSignIn, drawing: PageDrawingContext): DrawnPage => {
  const draw = DESK[page.page] as (page: PageAfterSignIn, drawing: PageDrawingContext) => DrawnPage;
  return draw(page, drawing);
};

customElements.define('screen-maintaining', ScreenMaintaining);
