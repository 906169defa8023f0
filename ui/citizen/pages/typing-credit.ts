import { html, nothing } from 'lit';
import type { CreditProblem } from '../../../device/words/money.ts';
import { isUnanswered } from '../../../device/words/trouble.ts';
import { backButton, primaryButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { styles } from '../parts/typed-field.styles.ts';
import { typedField } from '../parts/typed-field.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

const COSTS_A_TRY: ReadonlySet<CreditProblem> = new Set(['unknown', 'spent']);

export class ScreenTypingCredit extends VisitScreen<'typingCredit'> {
  static override styles = [VisitScreen.styles, styles];

  protected override render() {
    const { screen, words } = this;
    const { typingCredit, common, choosingPayment } = words;
    const { title, lead: usual } = screen.locked ? typingCredit.locked : typingCredit;
    const lead = screen.canScan ? `${usual} ${words.scan.hint}` : usual;
    return visitPage(
      words,
      {
        ...(screen.locked
          ? ({ layout: 'tell', traits: ['low'] } as const)
          : ({ layout: 'do', traits: ['typing'] } as const)),
        eyebrow: html`${choosingPayment.credit}${
          screen.kept ? html` · ${common.reference} <span class="whole">${screen.kept.reference}</span>` : nothing
        }`,
        title,
        isQuestion: true,
        lead: screen.asking ? typingCredit.asking : lead,
      },
      html`${screen.locked ? this.#why() : this.#field()}
      ${screen.asking ? nothing : backButton(words, this.sends({ do: 'back' }))}
      ${
        screen.locked || screen.asking
          ? nothing
          : primaryButton(common.next, this.sends({ do: 'next' }), screen.code === '')
      }`,
    );
  }

  /** After the last try, the page does not ask the citizen to check the code. */
  #why() {
    const { problem } = this.screen;
    return problem === null || problem === 'unknown' ? nothing : html`<p role="status">${this.#problem()}</p>`;
  }

  #field() {
    const field = { keyboard: 'code', value: this.screen.code, prefix: null, problem: this.#problem() } as const;
    return typedField(field, this.words);
  }

  #problem(): string | null {
    const { problem, fixed, tries } = this.screen;
    const { typingCredit, troubles } = this.words;
    if (fixed && problem === null) return typingCredit.fixed;
    if (problem === null) return null;
    if (isUnanswered(problem))
      return `${troubles[problem].title} · ${problem}${fixed ? ` · ${typingCredit.fixed}` : ''}`;
    const said = typingCredit.problems[problem];
    return COSTS_A_TRY.has(problem) && tries > 0 ? `${said} ${typingCredit.tries(tries)}` : said;
  }
}

customElements.define('screen-typing-credit', ScreenTypingCredit);
