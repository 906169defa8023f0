import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { membersOf } from '../../bench/labels.ts';
import type { PaperSummary } from '../../bench/papers.ts';
import { PRINTER_ERROR_LABELS, PRINTER_FAULT_LABELS } from '../../bench/printer-labels.ts';
import type { DeviceDockStateOf } from '../state.ts';
import { ScrollEndFollower } from './follow-end.ts';
import { actionButton, commandToggle, deviceHeader, faultToggles, wireFaultControls } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

/** Paper that is left: it ends after a receipt's head. */
const OUT_AFTER_MM = 40;

export class PrinterPanel extends LitElement {
  static override properties = { view: { attribute: false }, inHand: { state: true } };
  declare view: DeviceDockStateOf<'printer'>;
  declare inHand: number | null;
  readonly #end = new ScrollEndFollower();
  #inHandSince = 0;

  static override styles = [
    panelStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      .chips {
        margin-bottom: 8px;
      }
      details {
        margin-bottom: 6px;
      }
      details .chips {
        margin-bottom: 0;
      }
      .well {
        flex: 1;
        min-height: 180px;
        background: #e3dfd4;
        border-radius: 8px 8px 0 0;
        position: relative;
        overflow-y: auto;
        padding: 14px 18px 0;
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 16px;
      }
      .well::before {
        content: '';
        flex: 1 0 0;
      }
      .paper {
        flex: none;
        width: 100%;
        max-width: calc(var(--width) * 3.8px);
        position: relative;
        filter: drop-shadow(0 3px 7px rgb(16 34 42 / 0.28));
      }
      .paper img {
        display: block;
        width: 100%;
        height: auto;
      }
      button.paper {
        padding: 0;
        border: none;
        border-radius: 0;
        background: none;
      }
      button.paper:hover {
        filter: drop-shadow(0 5px 12px rgb(16 34 42 / 0.42));
      }
      /* Comes from below, like a hand. Above it there is room for the guide. */
      .hand {
        inset: auto 0 12px;
        margin: 0 auto;
        width: min(430px, 94vw);
        max-height: 62vh;
        overflow-y: auto;
        padding: 0 14px 14px;
        border: 1px solid var(--edge);
        border-radius: 12px;
        background: #e3dfd4;
        box-shadow: 0 14px 44px rgb(16 34 42 / 0.45);
      }
      .hand img {
        display: block;
        width: 100%;
      }
      .hand button {
        position: sticky;
        top: 8px;
        float: inline-end;
        margin: 8px 0;
        z-index: 1;
      }
      .paper.torn {
        opacity: 0.8;
      }
      .tag {
        position: absolute;
        top: 4px;
        right: 6px;
        background: var(--red-soft);
        color: #7f1020;
        border-radius: 5px;
        padding: 1px 6px;
        font-size: 10.5px;
        font-weight: 600;
      }
      .current {
        filter: none;
      }
      .mouth {
        height: 22px;
        flex: none;
        border-radius: 0 0 8px 8px;
        background: linear-gradient(#10222a 0 5px, #33464e 5px);
        color: #fff;
        font-size: 10.5px;
        display: flex;
        align-items: center;
        justify-content: center;
        padding-top: 4px;
      }
      .mouth.blocked {
        background: linear-gradient(#10222a 0 5px, var(--red) 5px);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        margin-top: 6px;
      }
      .empty {
        color: var(--ink-2);
        margin: auto 0 20px;
      }
    `,
  ];

  constructor() {
    super();
    this.inHand = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('click', this.#onClickElsewhere);
    document.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('click', this.#onClickElsewhere);
    document.removeEventListener('keydown', this.#onKey);
  }

  override updated(changed: PropertyValues<this>): void {
    this.#end.attach(this.renderRoot.querySelector<HTMLElement>('.well'));
    this.#end.toEnd();
    if (!changed.has('inHand')) return;
    const hand = this.renderRoot.querySelector<HTMLElement>('.hand');
    if (this.inHand !== null) hand?.showPopover();
    else hand?.hidePopover();
  }

  #take(id: number): void {
    this.inHand = id;
    this.#inHandSince = performance.now();
  }

  #putAway(): void {
    this.inHand = null;
  }

  /** Ignores the touch that opened the paper, and a trembling hand's second touch. */
  readonly #onClickElsewhere = (event: MouseEvent): void => {
    if (event.timeStamp <= this.#inHandSince || event.detail > 1) return;
    const onPaper = event.composedPath().some((node) => node instanceof HTMLElement && node.matches('.hand, .paper'));
    if (!onPaper) this.#putAway();
  };

  readonly #onKey = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.#putAway();
  };

  #toggles(): TemplateResult {
    const { nearEnd, paperOut, coverOpen, cutterJammed, error } = this.view;
    const device = 'printer';
    return html`<div class="chips" role="group" aria-label="Paper, cover and knife">
        ${commandToggle(this, 'Paper near end', 'printer-near-end', nearEnd, { device, do: 'paper', supply: nearEnd ? 'full' : 'low' })}
        ${commandToggle(this, 'Paper out', 'printer-paper-out', paperOut, { device, do: 'paper', supply: paperOut ? 'full' : 'out' })}
        ${commandToggle(this, 'Cover open', 'printer-cover', coverOpen, { device, do: 'cover', open: !coverOpen })}
        ${commandToggle(this, 'Cutter jam', 'printer-cutter', cutterJammed, { device, do: 'cutter', jammed: !cutterJammed })}
        ${membersOf(PRINTER_ERROR_LABELS).map((each) => commandToggle(this, PRINTER_ERROR_LABELS[each], `printer-${each}`, error === each, { device, do: 'fail', error: error === each ? null : each }))}
        ${actionButton(this, 'Refill', 'printer-refill', { device, do: 'refill' })}
        ${actionButton(this, 'Tear off', 'printer-tear', { device, do: 'tear' })}
      </div>
      ${wireFaultControls(this, 'printer', this.#faults())}`;
  }

  #faults(): TemplateResult {
    const device = 'printer';
    const out = { device, do: 'paper-out-after', mm: OUT_AFTER_MM } as const;
    return html`${actionButton(this, 'Power off and on', 'printer-power-cycle', { device, do: 'power-cycle' })}
      ${actionButton(this, `Paper out in ${OUT_AFTER_MM} mm`, 'printer-paper-out-after', out, 'fault small')}
      ${faultToggles(this, device, PRINTER_FAULT_LABELS, this.view.armed)}`;
  }

  #paper({ id, lines, qr, torn }: PaperSummary): TemplateResult {
    return html`<button
      type="button"
      class=${torn ? 'paper torn' : 'paper'}
      data-test="printer-paper"
      data-id=${id}
      data-qr=${qr.join(' ')}
      @click=${() => this.#take(id)}
    >
      <img src=${`/dock/papers/${id}.svg`} alt=${altOf(lines, qr)} @load=${() => this.#end.toEnd()} />
      ${torn ? html`<span class="tag">torn off</span>` : ''}
    </button>`;
  }

  #hand(): TemplateResult {
    const paper = this.view.papers.find(({ id }) => id === this.inHand);
    return html`<div
      class="hand"
      popover="manual"
      role="dialog"
      aria-label="Paper in the hand"
      data-test="paper-in-hand"
    >
      ${
        paper
          ? html`<button type="button" class="small" data-test="paper-away" @click=${() => this.#putAway()}>
                Close
              </button>
              <img src=${`/dock/papers/${paper.id}.svg`} alt=${altOf(paper.lines, paper.qr)} />`
          : ''
      }
    </div>`;
  }

  #current(): TemplateResult {
    const { current } = this.view;
    if (!current) return html``;
    return html`<div class="paper current" data-test="printer-current">
      <img
        src=${`/dock/papers/current.svg?revision=${current.revision}`}
        alt=${altOf(current.lines, current.qr)}
        @load=${() => this.#end.toEnd()}
      />
    </div>`;
  }

  #state(): string {
    const { paperOut, coverOpen, cutterJammed, error, printing, bytesWaiting } = this.view;
    if (coverOpen) return 'Cover open';
    if (paperOut) return 'No paper';
    if (cutterJammed) return 'Cutter jammed';
    if (error !== null) return PRINTER_ERROR_LABELS[error];
    if (printing) return 'Printing';
    return bytesWaiting > 0 ? 'Holds data' : 'Ready';
  }

  override render() {
    const { paperWidthMm, papers, nearEnd, current, paperOut, coverOpen, cutterJammed, error } = this.view;
    const blocked = paperOut || coverOpen || cutterJammed || error !== null;
    return html`${deviceHeader(this, 'printer', 'printer', `ESC/POS · ${paperWidthMm} mm`, this.view, blocked || nearEnd ? 'wants attention' : null)} ${this.#toggles()}
      <div class="well" role="region" aria-label="Papers" tabindex="0" style=${`--width: ${paperWidthMm}`}>
        ${papers.length === 0 && !current ? html`<p class="empty">Nothing printed yet</p>` : ''}
        ${repeat(
          papers,
          ({ id }) => id,
          (paper) => this.#paper(paper),
        )}
        ${this.#current()}
      </div>
      ${this.#hand()}
      <div class=${blocked ? 'mouth blocked' : 'mouth'} data-test="printer-state" role="status">${this.#state()}</div>
      <div class="foot mono">
        <span>${grouped(this.view.paperLeftMm)} mm of paper left</span>
        <span>${grouped(this.view.bytesReceived)} bytes</span>
      </div>`;
  }
}

const altOf = (lines: readonly string[], qr: readonly string[]): string =>
  [...lines, ...qr.map((data) => `QR code: ${data}`)].join('. ') || 'Blank paper';

/** `12 345`, with a thin space. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');

customElements.define('printer-panel', PrinterPanel);
