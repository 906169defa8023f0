import { css, html, nothing } from 'lit';
import { base } from '../design/base.styles.ts';
import { icon } from '../design/icon.ts';
import '../design/k-keyboard.ts';
import '../design/k-page.ts';
import { parts } from '../design/parts.styles.ts';
import { backButton, finishButton, primaryButton } from './buttons.ts';
import { styles } from './screen-answering.styles.ts';
import { ScreenElement } from './screen-element.ts';
import { view } from './view.styles.ts';

/** The number of an application that was begun before. */
export class ScreenEnteringCode extends ScreenElement<'enteringCode'> {
  static override styles = [
    base,
    parts,
    view,
    styles,
    css`
      .typed {
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.06em;
      }
      /* The longest reference stays on one line. */
      @container kiosk (max-width: 45em) {
        .typed {
          font-size: min(1em, 7cqw);
          letter-spacing: 0;
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { continuing, common } = words;
    const { title, lead } = screen.locked ? continuing.locked : continuing.code;
    return html`<k-page low sink .up=${common.scrollUp} .down=${common.scrollDown}>
      <div slot="head">
        <p class="eyebrow">${continuing.enter}</p>
        <h1 id="question" tabindex="-1">${title}</h1>
        <p class="lead" id="hint">${lead}</p>
      </div>
      ${screen.locked ? nothing : this.#field()}
      ${
        screen.locked
          ? finishButton(words, this.sends({ do: 'finish' }))
          : html`${backButton(words, this.sends({ do: 'back' }))}
            ${primaryButton(common.next, this.sends({ do: 'next' }), screen.code === '')}`
      }
    </k-page>`;
  }

  #field() {
    const { code } = this.screen;
    const problem = this.#problem();
    return html`<div class="asked">
      <div
        class="field ${problem === null ? '' : 'wrong'}"
        role="textbox"
        tabindex="0"
        aria-readonly="true"
        aria-labelledby="question"
        aria-invalid=${problem !== null}
        aria-describedby=${problem === null ? nothing : 'problem'}
        @keydown=${this.#typed}
      >
        <span class="typed">${code}<span class="caret"></span></span>
      </div>
      <div aria-live="assertive">
        ${problem === null ? nothing : html`<p class="problem" id="problem">${icon('circle-alert')}<span>${problem}</span></p>`}
      </div>
      <k-keyboard .kind=${'code'} .words=${this.words} .empty=${code === ''}></k-keyboard>
    </div>`;
  }

  #problem(): string | null {
    const { problem } = this.screen;
    if (problem === null) return null;
    if (problem !== 'BKO-101' && problem !== 'BKO-110') return this.words.continuing.problems[problem];
    const { title } = this.words.troubles[problem];
    return `${title} · ${problem}`;
  }

  /** A keyboard that is plugged in types the same keys as the one on the glass. */
  #typed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Backspace') this.send({ do: 'erase' });
    else if (event.key === 'Enter') this.send({ do: 'next' });
    else if ([...event.key].length === 1) this.send({ do: 'key', key: event.key });
    else return;
    event.preventDefault();
  }
}

customElements.define('screen-entering-code', ScreenEnteringCode);

declare global {
  interface HTMLElementTagNameMap {
    'screen-entering-code': ScreenEnteringCode;
  }
}
