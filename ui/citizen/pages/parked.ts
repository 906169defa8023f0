import { css, html } from 'lit';
import { dayAndMonth } from '../../../device/words/format.ts';
import { factRowsCard } from '../../design/facts.ts';
import { primaryButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { takeOutCardRequestAtEnd } from '../parts/take-card.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import '../../design/k-qr.ts';

export class ScreenParked extends VisitScreen<'parked'> {
  static override styles = [
    VisitScreen.styles,
    css`
      /* The code does not grow with the text: a camera cannot read a code with a cut edge. */
      k-qr {
        width: min(100%, calc(90 * var(--mm, 4.03px)), 36cqh);
      }
      .slip {
        display: grid;
        gap: var(--k-space-5);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { parked, common } = words;
    const until = `${dayAndMonth(screen.until.slice(0, 10), words.language)}, ${screen.until.slice(11)}`;
    return visitPage(
      words,
      {
        layout: 'tell',
        traits: ['columns'],
        tone: 'calm',
        title: parked.title,
        lead: screen.printed ? parked.printed : parked.onGlass,
      },
      html`<div class="slip"><k-qr .text=${screen.qr} .label=${parked.qr}></k-qr>
        ${factRowsCard([{ label: parked.until, value: until }])}</div>
      ${takeOutCardRequestAtEnd(screen.takeCard, words)}
      ${primaryButton(common.short.finish, this.sends({ do: 'finish' }))}`,
    );
  }
}

customElements.define('screen-parked', ScreenParked);
