import { css, html, nothing } from 'lit';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { visitPage } from '../parts/page.ts';
import '../../design/k-terminal-picture.ts';
import { moneyParts } from '../../../device/words/format.ts';
import { purchaseRestToPay } from '../../../device/words/money.ts';
import type { PayingStage } from '../../words/common-words.ts';
import { barStartButton } from '../parts/buttons.ts';
import { keptNumberStyles, largeNumberToKeep, numberToKeepFact } from '../parts/kept-number.ts';
import { purchaseFacts, sumLabel, totalFact } from '../parts/purchase-facts.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { hasWaitLine, waitLine } from '../parts/waits.ts';

const PART: Readonly<Record<PayingStage, 1 | 2 | 3>> = {
  preparing: 1,
  'present-card': 2,
  'enter-pin': 2,
  cancelling: 2,
  'cancelling-card': 2,
  processing: 3,
  registering: 3,
  'remove-card': 3,
  asking: 3,
};

export class ScreenPaying extends VisitScreen<'paying'> {
  static override styles = [
    VisitScreen.styles,
    keptNumberStyles,
    css`
      .picture {
        padding-block: calc(9 * var(--mm, 4.03px)) calc(3 * var(--mm, 4.03px));
      }
      .note {
        margin-top: var(--k-space-5);
      }
      @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
        .picture {
          padding-block: var(--k-space-4) 0;
        }
        k-terminal-picture {
          width: min(100%, 34cqh);
        }
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        .picture {
          padding-block: 0;
        }
        k-terminal-picture {
          width: min(100%, 36cqh, calc(122 * var(--mm, 4.03px)));
        }
      }
      @container kiosk (max-width: 60em) and (max-height: 45em) {
        .picture {
          display: none;
        }
      }
      @container kiosk (max-height: 62em) and (min-width: 60em) {
        .picture {
          padding-bottom: var(--k-space-4);
        }
        k-terminal-picture {
          width: 27cqh;
        }
        .note {
          margin-top: var(--k-space-3);
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { title, lead } = words.paying.stages[screen.stage];
    const { kept } = screen;
    // The reference is large, because the citizen may leave with this reference alone.
    const isLarge = screen.stage === 'asking' || screen.stage === 'registering';
    const { number, sign } = moneyParts(purchaseRestToPay(screen.purchase), words.language);
    return visitPage(
      words,
      {
        layout: 'do',
        traits: isLarge ? ['beside'] : ['beside', 'columns'],
        isLive: true,
        tone: screen.money === 'unknown' ? 'alarm' : null,
        eyebrow: html`<span>${words.paying.step(PART[screen.stage])} · ${words.money[screen.money].short}</span>`,
        title,
        number: isLarge && kept ? largeNumberToKeep(kept, words) : nothing,
        lead,
        head: hasWaitLine(screen.stage) ? waitLine(screen.stage, words) : nothing,
      },
      html`<div slot="picture" class="picture">
        <k-terminal-picture
          .stage=${screen.stage}
          .amount=${`${number} ${sign}`}
          .label=${words.paying.picture}
        ></k-terminal-picture>
      </div>
      <div class="sum-first">
        ${factRowsCard([
          ...purchaseFacts(screen.purchase, words),
          isLarge ? null : numberToKeepFact(kept, words),
          { ...totalFact(screen.purchase, words), label: this.#sumLabel() },
        ])}
        <p class="note">${icon('shield-check')}<span>${words.paying.noNumber}</span></p>
      </div>
      ${this.#way()}`,
    );
  }

  #sumLabel(): string {
    const { screen, words } = this;
    return screen.stage === 'registering' ? words.paying.approved : sumLabel(screen.money, words);
  }

  #way() {
    const { screen, words } = this;
    if (screen.canCancel) return barStartButton(words.paying.cancel, 'x', this.sends({ do: 'cancel' }));
    if (screen.stage !== 'asking') return nothing;
    return barStartButton(words.leave.doubt.button, 'x', this.sends({ do: 'finish' }));
  }
}

customElements.define('screen-paying', ScreenPaying);
