import { css, html, nothing } from 'lit';
import { visitPage } from '../parts/page.ts';
import '../../design/k-paper-picture.ts';
import { factRowsCard } from '../../design/facts.ts';
import { finishButton } from '../parts/buttons.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenPrinting extends VisitScreen<'printing'> {
  static override styles = [
    VisitScreen.styles,
    css`
      k-paper-picture {
        --picture-height: 40cqh;
        margin-top: var(--k-space-8);
      }
      .facts {
        margin-top: var(--k-space-6);
      }
      .facts dd {
        font-size: var(--k-type-xl);
        font-weight: 720;
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        k-paper-picture {
          --picture-height: 62cqh;
          margin-top: 0;
        }
      }
      @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
        k-paper-picture {
          --picture-height: 32cqh;
          margin-top: var(--k-space-5);
        }
      }
      /* The sentences matter more than the picture. */
      @container kiosk (max-width: 60em) and (max-height: 60em) {
        k-paper-picture {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { late } = screen;
    const { title, lead } = words.printing[screen.paper];
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['solo'],
        title,
        lead: screen.leaving ? words.printing.leaving : lead,
        head: html`${waitLine(
          'printing',
          words,
          late ? { afterS: late.afterS, says: words.printing.late(late.endsAfterMinutes) } : null,
        )}${factRowsCard([{ label: words.common.reference, value: screen.reference }])}`,
      },
      html`<k-paper-picture slot="picture" ?sheets=${screen.paper === 'document'}></k-paper-picture>
      ${screen.leaving ? nothing : finishButton(words, this.sends({ do: 'finish' }))}`,
    );
  }
}

customElements.define('screen-printing', ScreenPrinting);
