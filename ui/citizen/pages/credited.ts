import { css, html, nothing } from 'lit';
import { moneyText } from '../../../device/words/format.ts';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { visitPage } from '../parts/page.ts';
import '../../design/k-qr.ts';
import { money } from '../../design/money.ts';
import { primaryButton } from '../parts/buttons.ts';
import { takeOutCardRequestAtEnd } from '../parts/take-card.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenCredited extends VisitScreen<'credited'> {
  static override styles = [
    VisitScreen.styles,
    css`
      .code {
        color: var(--k-ink);
        font-size: calc(12 * var(--k-mm));
        font-weight: 720;
        letter-spacing: 0.012em;
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .label {
        color: var(--k-ink-2);
        font-size: var(--k-type-s);
      }
      .shown {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--k-space-6);
        padding-top: var(--k-space-6);
      }
      k-qr {
        width: calc(44 * var(--mm, 4.03px));
      }
      .lead {
        margin-bottom: var(--k-space-5);
      }
      .note {
        margin-top: var(--k-space-5);
      }
      @container kiosk (max-height: 62em) and (min-width: 60em) {
        .code {
          font-size: max(9 * var(--k-mm), min(12 * var(--mm, 4.03px), 4.5cqh));
        }
      }
      @container kiosk (max-width: 45em) {
        .code {
          font-size: min(calc(9 * var(--k-mm)), 7.6cqw);
        }
      }
      @container kiosk style(--k-panel: small) {
        .code {
          font-size: calc(9.2 * var(--mm, 4.03px));
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { credited, common } = words;
    const { credit } = screen;
    const freed = screen.purchase.credit;
    return visitPage(
      words,
      {
        layout: 'tell',
        tone: 'calm',
        eyebrow: html`${icon('shield-check')}<span>${credited.eyebrow}</span>`,
        title:
          screen.because === null
            ? credit.printed
              ? credited.title
              : credited.writeDown
            : words.troubles[screen.because].title,
      },
      html`<div slot="picture" class="shown">
        <div>
          <p class="label">${credited.code}</p>
          <p class="code">${credit.code}</p>
        </div>
        <k-qr .text=${screen.qr} .label=${credited.qr}></k-qr>
      </div>
      <div>
        <p class="lead">${credit.printed ? credited.printed : credited.notPrinted}</p>
        ${factRowsCard([
          { label: common.service, value: screen.purchase.service },
          { label: common.reference, value: screen.reference },
          { label: credited.amount, value: money(credit.amount, words.language), total: true },
        ])}
        <p class="note">${icon('users')}<span>${credited.use}</span></p>
        ${freed ? html`<p class="note">${icon('info')}<span>${credited.freed(moneyText(freed.amount, words.language))}</span></p>` : nothing}
        ${screen.stuck === null ? nothing : html`<p class="note warning">${icon('triangle-alert')}<span>${words.troubles[screen.stuck].title}. ${words.troubles[screen.stuck].body}</span></p>`}
        ${screen.because === 'BIL-110' ? html`<p class="note">${icon('info')}<span>${words.troubles['BIL-110'].body}</span></p>` : nothing}
      </div>
      ${takeOutCardRequestAtEnd(screen.takeCard, words)}
      ${primaryButton(common.finish, this.sends({ do: 'finish' }), false, common.short.finish)}`,
    );
  }
}

customElements.define('screen-credited', ScreenCredited);
