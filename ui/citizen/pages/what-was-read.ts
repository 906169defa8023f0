import { css, html, nothing } from 'lit';
import type { DataAccess } from '../../../device/words/data-use.ts';
import { explanationStyles, type FactRow, factRowsCard, withExplanation } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { visitPage } from '../parts/page.ts';
import '../../design/k-qr.ts';
import { backButton, primaryButton } from '../parts/buttons.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenWhatWasRead extends VisitScreen<'whatWasRead'> {
  static override styles = [
    VisitScreen.styles,
    explanationStyles,
    css`
      .read {
        padding-top: var(--k-space-5);
      }
      .home {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--k-space-4);
        padding-top: var(--k-space-5);
      }
      .home k-qr {
        flex: none;
        width: calc(46 * var(--mm, 4.03px));
      }
      .home p {
        flex: 1 1 12em;
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { whatWasRead, common } = words;
    return visitPage(
      words,
      { layout: 'tell', eyebrow: screen.service, title: whatWasRead.title, lead: whatWasRead.lead, leadIs: 'optional' },
      html`<div slot="picture" class="read">${this.#read()}</div>
      <div class="home">
        <k-qr .text=${screen.qr} .label=${whatWasRead.qr}></k-qr>
        <p>${whatWasRead.home}</p>
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${screen.use.stage === 'unanswered' ? primaryButton(common.retry, this.sends({ do: 'retry' })) : nothing}`,
    );
  }

  #read() {
    const { use } = this.screen;
    const { whatWasRead } = this.words;
    if (use.stage === 'answered' && use.rows.length > 0) return factRowsCard(use.rows.map((row) => this.#row(row)));
    const said = { asking: whatWasRead.asking, unanswered: whatWasRead.unanswered, answered: whatWasRead.nothing };
    return html`<p class="note" role="status">${icon(use.stage === 'unanswered' ? 'triangle-alert' : 'info')}<span>${said[use.stage]}</span></p>`;
  }

  #row({ register, title, reads, reader, at }: DataAccess): FactRow {
    const { phone } = this.words.whatWasRead;
    const what = register === PHONES ? phone : title;
    return {
      icon: register === PHONES ? 'smartphone' : 'landmark',
      label: this.words.whatWasRead.at(at.slice(11, 16)),
      value: withExplanation(what, reads === null ? `${reader}.` : `${reads}. ${reader}.`),
    };
  }
}

/** Register that no service names: codes and messages use it. */
const PHONES = 'phone-numbers';

customElements.define('screen-what-was-read', ScreenWhatWasRead);
