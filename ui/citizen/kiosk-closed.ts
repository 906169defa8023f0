import { css, html, LitElement } from 'lit';
import type { TextsByLanguage } from '../../device/words/language.ts';
import { base } from '../design/base.styles.ts';
import '../design/k-mark.ts';
import { parts } from '../design/parts.styles.ts';
import { tokens } from '../design/tokens.ts';
import { darkPageStyles } from './parts/deep.styles.ts';
import { inAllLanguages, type PageTextInLanguage } from './parts/in-all-languages.ts';
import type { PageDismissalReason } from './screen-socket.ts';

/** Texts by reason; `away`: the kiosk cannot be reached. */
const WORDS: Readonly<Record<PageDismissalReason | 'away', TextsByLanguage<PageTextInLanguage>>> = {
  away: {
    az: {
      title: 'Köşk müvəqqəti bağlıdır',
      lead: 'Bir az gözləyin. Ödəniş etmisinizsə, o itməyib. Kömək: 108',
    },
    ru: {
      title: 'Киоск временно закрыт',
      lead: 'Подождите немного. Если вы заплатили, оплата не пропала. Помощь: 108',
    },
    en: {
      title: 'This kiosk is closed for a moment',
      lead: 'Please wait. If you have paid, your payment is safe. Help: 108',
    },
  },
  'taken-over': {
    az: {
      title: 'Bu ekran artıq köşkün ekranı deyil',
      lead: 'Köşk başqa pəncərədə davam edir. Bu pəncərəni bağlayın. WEB-108',
    },
    ru: {
      title: 'Этот экран больше не экран киоска',
      lead: 'Киоск продолжает работу в другом окне. Закройте это окно. WEB-108',
    },
    en: {
      title: 'This screen no longer belongs to the kiosk',
      lead: 'The kiosk goes on in another window. Close this one. WEB-108',
    },
  },
  'no-key': {
    az: { title: 'Bu səhifə köşkə qoşulmayıb', lead: 'Köşkün brauzerini yenidən başladın. WEB-107' },
    ru: { title: 'Эта страница не подключена к киоску', lead: 'Запустите браузер киоска заново. WEB-107' },
    en: { title: 'This page is not connected to the kiosk', lead: 'Start the browser of the kiosk again. WEB-107' },
  },
};

/** The kiosk's process is away or refuses this page. No dictionary can be fetched then. */
export class KioskClosed extends LitElement {
  static override styles = [
    tokens,
    base,
    parts,
    darkPageStyles,
    css`
      :host {
        container: kiosk / size;
        height: 100%;
        /* This page has no lower screen: its text is always below 1 220 mm. */
        padding-top: max(9 * var(--mm, 4.03px), 100vh - 320 * var(--mm, 4.03px));
        font-family: "Inter Kiosk", "Inter Variable", system-ui, sans-serif;
        font-synthesis: none;
        user-select: none;
      }
    `,
  ];

  static override properties = { why: { attribute: false } };

  declare why: PageDismissalReason | null;

  constructor() {
    super();
    this.why = null;
  }

  protected override render() {
    const said = WORDS[this.why ?? 'away'];
    return html`<main class="message">
      <k-mark></k-mark>
      ${inAllLanguages((language) => said[language])}
    </main>`;
  }
}

customElements.define('kiosk-closed', KioskClosed);
