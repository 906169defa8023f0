import { css, html, nothing } from 'lit';
import { isUnanswered } from '../../../device/words/trouble.ts';
import { backButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { styles } from '../parts/typed-field.styles.ts';
import { typedField } from '../parts/typed-field.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenEnteringCode extends VisitScreen<'enteringCode'> {
  static override styles = [
    VisitScreen.styles,
    styles,
    css`
      .field {
        --letter: 0.78;
      }
      .typed {
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.06em;
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { continuing, common } = words;
    const { title, lead: usual } = screen.locked ? continuing.locked : continuing.code;
    const lead = screen.canScan ? `${usual} ${words.scan.hint}` : usual;
    return visitPage(
      words,
      {
        ...(screen.locked
          ? ({ layout: 'tell', traits: ['low'] } as const)
          : ({ layout: 'do', traits: ['typing'] } as const)),
        eyebrow: words.common.continueApplication,
        title,
        isQuestion: true,
        describedBy: screen.locked || screen.problem === null ? null : 'problem',
        lead,
        leadIs: screen.locked ? null : 'spare',
      },
      html`${screen.locked ? nothing : this.#field()}
      ${
        screen.locked
          ? finishButton(words, this.sends({ do: 'finish' }))
          : html`${backButton(words, this.sends({ do: 'back' }))}
            ${primaryButton(common.next, this.sends({ do: 'next' }), screen.code === '')}`
      }`,
    );
  }

  #field() {
    const field = { keyboard: 'code', value: this.screen.code, prefix: null, problem: this.#problem() } as const;
    return typedField(field, this.words);
  }

  #problem(): string | null {
    const { problem } = this.screen;
    if (problem === null) return null;
    if (!isUnanswered(problem)) return this.words.continuing.problems[problem];
    const { title } = this.words.troubles[problem];
    return `${title} · ${problem}`;
  }
}

customElements.define('screen-entering-code', ScreenEnteringCode);
