import { html, type PropertyValues } from 'lit';
import type { ShownMoment } from '../../../device/screen/screen.ts';
import { shownMomentText } from '../../../device/words/format.ts';
import { languageOfPage } from '../../../device/words/language.ts';
import { base } from '../../design/base.styles.ts';
import { icon } from '../../design/icon.ts';
import '../../design/k-mark.ts';
import { parts } from '../../design/parts.styles.ts';
import { loadedWords } from '../../words/load.ts';
import type { Words } from '../../words/words.ts';
import { darkPageStyles } from '../parts/deep.styles.ts';
import { inAllLanguages, type PageTextInLanguage } from '../parts/in-all-languages.ts';
import { ScreenElement, type ScreenOf } from '../parts/screen-element.ts';

/** Page without a visit, in all languages; the first is the largest. */
abstract class ScreenResting extends ScreenElement<'starting' | 'outOfService'> {
  static override styles = [base, parts, darkPageStyles];

  protected abstract said(words: Words): PageTextInLanguage;

  /** Keys scroll the page: it has no control that could take the focus. */
  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.scrollHeight > this.clientHeight) this.setAttribute('tabindex', '0');
    else this.removeAttribute('tabindex');
  }

  protected override render() {
    const { screen } = this;
    return html`<p class="centre"><k-mark></k-mark><span>${screen.centre.name}</span></p>
      <div class="message">
        ${inAllLanguages((language) => {
          if (languageOfPage(language, screen.show) !== language) return undefined;
          const words = loadedWords(language, screen.display);
          return words && this.said(words);
        })}
      </div>
      <p class="help">${icon('phone')}<span>108</span></p>`;
  }
}

export class ScreenStarting extends ScreenResting {
  protected override said({ starting }: Words) {
    return starting;
  }
}

export class ScreenOutOfService extends ScreenResting {
  protected override said(words: Words): PageTextInLanguage {
    const { outOfService } = words;
    const { screen } = this;
    if (screen.show !== 'outOfService') return outOfService;
    const { title, lead } = screen.closure === 'hours' ? outOfService.hours : outOfService;
    // Places say more than the general advice.
    const advice = screen.closure === 'hours' || screen.elsewhere === null ? lead : '';
    return {
      title,
      lead: advice,
      lines: [...leftLines(screen, words), ...reasonLines(screen, words), ...timeLines(screen, words)],
    };
  }
}

type OutOfService = ScreenOf<'outOfService'>;
type Lines = NonNullable<PageTextInLanguage['lines']>;

const leftLines = ({ toTake }: OutOfService, { common, troubles }: Words): Lines => [
  ...(toTake.includes('card') ? [{ icon: 'id-card', text: common.takeCard } as const] : []),
  ...(toTake.includes('note') ? [{ icon: 'banknote', text: troubles['BIL-111'].title } as const] : []),
];

function reasonLines({ closure, because }: OutOfService, { outOfService, troubles }: Words): Lines {
  const ordered = closure !== null && closure !== 'hours';
  const titles = new Set(because.map((code) => troubles[code].title));
  return [
    ...(ordered ? [{ icon: 'info', text: outOfService.reasons[closure] } as const] : []),
    ...[...titles].map((text) => ({ icon: 'triangle-alert', text }) as const),
  ];
}

function timeLines({ since, until, opens, elsewhere }: OutOfService, { language, outOfService: said }: Words): Lines {
  const at = (moment: ShownMoment) => shownMomentText(moment, language);
  return [
    ...(since ? [{ icon: 'clock', text: said.since(at(since)) } as const] : []),
    ...(until ? [{ icon: 'clock', text: said.until(at(until)) } as const] : []),
    ...(opens ? [{ icon: 'clock', text: said.opens(at(opens)) } as const] : []),
    ...(elsewhere?.kiosk ? [{ icon: 'map-pin', text: said.kiosk(elsewhere.kiosk[language]) } as const] : []),
    ...(elsewhere?.window ? [{ icon: 'map-pin', text: said.window(elsewhere.window[language]) } as const] : []),
  ];
}

customElements.define('screen-starting', ScreenStarting);
customElements.define('screen-out-of-service', ScreenOutOfService);
