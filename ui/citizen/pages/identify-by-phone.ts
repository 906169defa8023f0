import { css, html, nothing } from 'lit';
import { icon } from '../../design/icon.ts';
import '../../design/k-qr.ts';
import { backButton } from '../parts/buttons.ts';
import { waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

/** Time left in steps: the page hears of it only every few seconds. */
const STEP_SECONDS = 10;

const timeOf = (seconds: number): string => {
  const rounded = Math.ceil(seconds / STEP_SECONDS) * STEP_SECONDS;
  return `${Math.floor(rounded / 60)}:${String(rounded % 60).padStart(2, '0')}`;
};

export class ScreenIdentifyingByPhone extends VisitScreen<'identifyingByPhone'> {
  static override styles = [
    VisitScreen.styles,
    waitingStyles,
    css`
      .show {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: center;
        gap: var(--k-space-3);
        width: min(100%, calc(150 * var(--mm, 4.03px)), 40cqh);
        margin: calc(6 * var(--mm, 4.03px)) auto 0;
        padding: var(--k-space-4);
        border-radius: var(--k-radius);
        border: var(--k-stroke-thin) solid var(--k-line);
        background: #ffffff;
        color: #10222a;
      }
      k-qr {
        width: min(100%, calc(120 * var(--mm, 4.03px)));
      }
      .number {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--k-space-3);
        align-items: baseline;
        justify-content: center;
      }
      .number b {
        font-size: calc(15 * var(--k-mm));
        font-weight: 720;
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
      }
      .steps {
        display: grid;
        gap: var(--k-space-3);
        margin: var(--k-space-5) 0 0;
        padding-left: 1.4em;
        color: var(--k-ink);
        font-size: var(--k-type-m);
      }
      .phone {
        width: min(100%, calc(168 * var(--mm, 4.03px)), 60cqh);
        margin: calc(12 * var(--mm, 4.03px)) auto 0;
      }
      .phone .case {
        fill: #10222a;
      }
      .phone .glass {
        fill: #ffffff;
      }
      .phone .other {
        fill: #e3efef;
      }
      .phone .chosen {
        fill: #0b5560;
      }
      .phone text {
        fill: #ffffff;
        font-size: 62px;
        font-weight: 720;
        text-anchor: middle;
      }
      .phone .line {
        fill: none;
        stroke: #7b878b;
        stroke-width: 7;
        stroke-linecap: round;
      }
      .phone .finger {
        fill: none;
        stroke: #f2a93b;
        stroke-width: 11;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .left.note {
        justify-content: flex-start;
        margin-top: var(--k-space-4);
        font-variant-numeric: tabular-nums;
      }
      .notes {
        display: grid;
        gap: var(--k-space-4);
        margin-top: var(--k-space-5);
      }
      .notes .note {
        margin-top: 0;
      }
      /* The code comes first in one column; in two columns it is beside the steps. */
      .beside {
        display: none;
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        .beside {
          display: block;
        }
        .below {
          display: none;
        }
        .show {
          width: min(100%, 46cqh);
          margin-top: 0;
        }
        .phone {
          width: min(100%, 48cqh);
          margin-top: 0;
        }
      }
      @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
        .show {
          width: min(100%, 30cqh);
          margin-top: var(--k-space-3);
          padding: var(--k-space-2);
        }
        .phone {
          width: 40cqh;
          margin-top: var(--k-space-3);
        }
      }
      /* Large text: code and number beside each other. */
      @container kiosk (max-width: 45em) or (max-height: 45em) {
        .eyebrow {
          display: none;
        }
        .show {
          grid-template-columns: minmax(0, min(50cqw, 40cqh)) minmax(0, 1fr);
          align-items: center;
          width: 100%;
        }
        .show .number {
          flex-direction: column;
          align-items: flex-start;
        }
        .steps {
          gap: var(--k-space-1);
          margin-top: var(--k-space-3);
        }
      }
      @container kiosk (max-width: 30em) {
        .show {
          grid-template-columns: minmax(0, 36cqw) minmax(0, 1fr);
        }
      }
      @container kiosk (max-height: 45em) {
        .phone {
          display: none;
        }
      }
      @container kiosk (max-height: 62em) {
        .number b {
          font-size: max(10 * var(--k-mm), min(15 * var(--mm, 4.03px), 3.16cqi));
        }
        .show {
          padding: var(--k-space-2);
        }
        .steps {
          gap: var(--k-space-1);
          margin-top: var(--k-space-3);
        }
        .show ~ .notes {
          gap: var(--k-space-2);
          margin-top: var(--k-space-3);
        }
      }
      @container kiosk (max-height: 62em) and (max-aspect-ratio: 1/1) {
        .number b {
          font-size: max(10 * var(--k-mm), 15 * var(--mm, 4.03px));
        }
      }
    `,
  ];

  protected override render() {
    switch (this.screen.stage) {
      case 'starting':
        return this.#starting();
      case 'scan':
        return this.#scan();
      case 'confirm':
        return this.#confirm();
    }
  }

  #starting() {
    const { words, screen } = this;
    const { title, lead } = words.identifyingByPhone.starting;
    return visitPage(
      words,
      { layout: 'do', isLive: true, eyebrow: screen.service, title, lead, head: waitLine('startingPhone', words) },
      html`${this.#picture()} ${this.#back()}`,
    );
  }

  #scan() {
    const { screen, words } = this;
    const { title, lead, steps, gets, warning, qr } = words.identifyingByPhone;
    const todo = (place: 'beside' | 'below') => html`<div class=${place}>
      <ol class="steps">
        ${steps(screen.match ?? '').map((each) => html`<li>${each}</li>`)}
      </ol>
      ${this.#left()}
    </div>`;
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['solo'],
        isLive: true,
        eyebrow: screen.service,
        title,
        lead,
        leadIs: 'optional',
        head: todo('beside'),
      },
      html`<div slot="picture">
        <div class="show">
          <k-qr .text=${screen.qr ?? ''} .label=${qr}></k-qr>
          ${this.#number()}
        </div>
        ${todo('below')}
        <div class="notes">
          <p class="note">${icon('triangle-alert')}<span>${warning}</span></p>
          <p class="note">${icon('shield-check')}<span>${gets}</span></p>
        </div>
      </div>
      ${this.#back()}`,
    );
  }

  #confirm() {
    const { screen, words } = this;
    const { confirm, warning } = words.identifyingByPhone;
    return visitPage(
      words,
      {
        layout: 'do',
        isLive: true,
        eyebrow: screen.service,
        title: confirm.title(screen.match ?? ''),
        lead: confirm.lead,
      },
      html`${this.#phone()}
      <div class="notes">
        ${this.#left()}
        <p class="note">${icon('triangle-alert')}<span>${warning}</span></p>
      </div>
      ${this.#back()}`,
    );
  }

  #picture() {
    return html`<div slot="picture" class="hand">
      ${icon('landmark')}<span class="to">${icon('arrow-right')}</span>${icon('smartphone')}
    </div>`;
  }

  #phone() {
    return html`<div slot="picture" class="phone">
      <svg viewBox="0 0 520 372" aria-hidden="true">
        <rect class="case" x="148" y="4" width="224" height="364" rx="30" />
        <rect class="glass" x="162" y="28" width="196" height="308" rx="10" />
        <path class="line" d="M190 62H330M190 88H290" />
        <rect class="other" x="184" y="114" width="152" height="52" rx="12" />
        <rect class="chosen" x="176" y="176" width="168" height="82" rx="14" />
        <text x="260" y="239">${this.screen.match}</text>
        <rect class="other" x="184" y="268" width="152" height="52" rx="12" />
        <path class="finger" d="M470 217h-96m34-34-34 34 34 34" />
      </svg>
    </div>`;
  }

  #number() {
    const { match } = this.screen;
    return html`<p class="number"><span>${this.words.identifyingByPhone.number}:</span> <b>${match}</b></p>`;
  }

  /** Screen readers do not read each change of the time. */
  #left() {
    const { secondsLeft } = this.screen;
    if (secondsLeft === null) return nothing;
    return html`<p class="note left">
      ${icon('clock')}<span>${this.words.identifyingByPhone.left(timeOf(secondsLeft))}</span>
    </p>`;
  }

  #back() {
    return backButton(this.words, this.sends({ do: 'back' }));
  }
}

customElements.define('screen-identifying-by-phone', ScreenIdentifyingByPhone);
