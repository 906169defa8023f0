import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { membersOf } from '../../bench/labels.ts';
import { INSERTION_LABELS, type InsertionHow } from '../../bench/reader-labels.ts';
import type { DeviceDockStateOf } from '../state.ts';
import { startDrag } from './drag.ts';
import { deviceHeader, ignoreDoubleClick, sendCommand, toggleButton, wireFaultControls } from './parts.ts';
import { panelStyles } from './shared.styles.ts';

type Card = DeviceDockStateOf<'reader'>['documents'][number];

export class ReaderPanel extends LitElement {
  static override properties = { view: { attribute: false }, how: { state: true }, hovered: { state: true } };
  declare view: DeviceDockStateOf<'reader'>;
  declare how: InsertionHow;
  declare hovered: boolean;

  static override styles = [
    panelStyles,
    css`
      .holder {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: 6px;
      }
      .card {
        color: #fff;
        border: 1px solid transparent;
        border-radius: 9px;
        padding: 6px;
        min-height: 56px;
        display: flex;
        flex-direction: column;
        align-items: flex-start;
        justify-content: flex-start;
        gap: 2px;
        font-weight: 450;
        font-size: 10px;
        line-height: 1.2;
        touch-action: none;
        user-select: none;
        cursor: grab;
        overflow-wrap: anywhere;
      }
      .card b {
        font-size: 11.5px;
        font-weight: 700;
      }
      .card.valid {
        background: linear-gradient(150deg, #0f6773, var(--teal-deep));
      }
      .card.odd {
        background: linear-gradient(150deg, #7a5200, #4a3100);
      }
      .card.forged {
        background: linear-gradient(150deg, #ab2037, #6d0f1f);
      }
      .card.old {
        background: linear-gradient(150deg, #44606b, #263c45);
      }
      .card:hover {
        border-color: transparent;
        filter: brightness(1.08);
      }
      .card.card[aria-pressed='true'] {
        background: none;
        color: var(--ink-2);
        border: 1px dashed var(--edge);
      }
      .carried {
        position: relative;
        z-index: 9;
        pointer-events: none;
        cursor: grabbing;
        box-shadow: 0 10px 24px rgb(16 34 42 / 0.35);
      }
      .slot {
        margin-top: 8px;
        height: 52px;
        border: 1.5px dashed #86a3ad;
        border-radius: 9px;
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 12px;
        color: var(--ink-2);
        position: relative;
      }
      .slot.over {
        background: var(--mist);
        border-color: var(--teal);
      }
      .slot.full {
        border-style: solid;
        background: linear-gradient(#22343c 0 9px, #f2f0ea 9px);
        padding-top: 9px;
      }
      .inside {
        align-self: flex-start;
        min-height: 40px;
        height: 40px;
        border-radius: 0 0 9px 9px;
        width: 150px;
        cursor: grab;
      }
      .reading {
        animation: pulse 0.5s infinite alternate;
      }
      @keyframes pulse {
        to {
          opacity: 0.55;
        }
      }
      .how {
        margin: 8px 0 2px;
        gap: 5px;
      }
      .how button {
        min-height: 24px;
        padding: 2px 8px;
        font-size: 11.5px;
      }
    `,
  ];

  constructor() {
    super();
    this.how = 'whole';
    this.hovered = false;
  }

  #insert(card: Card): void {
    sendCommand(this, { device: 'reader', do: 'insert', document: card.id, how: this.how });
  }

  #remove(): void {
    sendCommand(this, { device: 'reader', do: 'remove' });
  }

  /** The button goes with the card. */
  #takeOut(): void {
    const { holding } = this.view;
    this.renderRoot.querySelector<HTMLElement>(`[data-test="card-${holding}"]`)?.focus();
    this.#remove();
  }

  #overSlot(x: number, y: number): boolean {
    const box = this.renderRoot.querySelector('.slot')?.getBoundingClientRect();
    return box !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  }

  #carry(event: PointerEvent, drop: (over: boolean) => void): void {
    startDrag(event, {
      item: event.currentTarget as HTMLElement,
      over: (x, y) => this.#overSlot(x, y),
      hover: (over) => {
        this.hovered = over;
      },
      drop,
    });
  }

  #card(card: Card): TemplateResult {
    const inside = this.view.holding === card.id;
    return html`<button
      type="button"
      class=${classMap({ card: true, [lookOf(card.id)]: true })}
      data-test=${`card-${card.id}`}
      aria-pressed=${inside}
      title=${`${card.note}. Drag it onto the reader, or press.`}
      @pointerdown=${(event: PointerEvent) => !inside && this.#carry(event, (over) => over && this.#insert(card))}
      @click=${ignoreDoubleClick(() => (inside ? this.#remove() : this.#insert(card)))}
    >
      <b>${card.title}</b><span lang="az">${card.holder}</span><span class="hidden">${card.note}</span>
    </button>`;
  }

  #slot(): TemplateResult {
    const { holding, documents, sending } = this.view;
    const card = documents.find(({ id }) => id === holding);
    const classes = classMap({ slot: true, full: holding !== null, over: this.hovered });
    return html`<div class=${classes} role="group" aria-label="Slot of the reader" data-test="reader-slot" data-holding=${holding ?? ''}>
      ${
        holding === null
          ? html`<span>Drop a card here</span>`
          : html`<span
                class=${classMap({ card: true, inside: true, reading: sending, [lookOf(holding)]: true })}
                @pointerdown=${(event: PointerEvent) => this.#carry(event, (over) => !over && this.#remove())}
              >
                <b>${card?.title ?? holding}</b><span lang="az">${card?.holder ?? nothing}</span>
              </span>
              <button type="button" class="small" data-test="take-card" @click=${() => this.#takeOut()}>Take out</button>`
      }
    </div>`;
  }

  override render() {
    return html`${deviceHeader(this, 'reader', 'reader', 'MRZ · 9600 8N1', this.view)}
      <div class="holder" role="group" aria-label="Document holder">${this.view.documents.map((card) => this.#card(card))}</div>
      ${this.#slot()}
      <div class="chips how" role="group" aria-label="How the next card is put in">
        ${membersOf(INSERTION_LABELS).map((how) =>
          toggleButton({
            label: INSERTION_LABELS[how],
            pressed: this.how === how,
            test: `reader-how-${how}`,
            look: how === 'whole' ? 'plain' : 'fault',
            press: () => {
              this.how = how;
            },
          }),
        )}
      </div>
      ${wireFaultControls(this, 'reader')}`;
  }
}

function lookOf(id: string): string {
  if (id.includes('forged')) return 'forged';
  if (id.includes('old')) return 'old';
  return id.includes('expired') || id.includes('child') || id.includes('utopia') ? 'odd' : 'valid';
}

customElements.define('reader-panel', ReaderPanel);
