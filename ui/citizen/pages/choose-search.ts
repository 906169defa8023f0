import { css, html, nothing, type PropertyValues } from 'lit';
import type { MarkedText, SearchResult } from '../../../device/screen/screen.ts';
import { icon } from '../../design/icon.ts';
import { visitPage } from '../parts/page.ts';
import '../../design/k-keyboard.ts';
import { backButton } from '../parts/buttons.ts';
import { rowStyles } from '../parts/service-row.styles.ts';
import { markedText, pageLinkRow, serviceRow } from '../parts/service-row.ts';
import { longestWordLength } from '../parts/typed-field.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

export class ScreenSearching extends VisitScreen<'searching'> {
  static override styles = [
    VisitScreen.styles,
    rowStyles,
    css`
      .field {
        --beside: calc(23 * var(--mm, 4.03px) + 2.2em);
        container-type: inline-size;
        display: flex;
        align-items: center;
        gap: 0.6em;
        min-height: calc(25 * var(--mm, 4.03px));
        margin-top: var(--k-space-4);
        padding-left: calc(7 * var(--mm, 4.03px));
        border: calc(0.75 * var(--mm, 4.03px)) solid var(--k-ink);
        border-radius: var(--k-radius);
        background: var(--k-card);
        font-size: calc(9.6 * var(--k-mm));
        line-height: 1.2;
      }
      .field > .icon {
        flex: none;
      }
      .typed {
        flex: 1;
        min-width: 0;
        /* A long word is smaller, so that it stays on one line. */
        font-size: max(6.75 * var(--mm, 4.03px), min(1em, (100cqi - var(--beside)) / (var(--longest) * 0.64)));
        padding-block: var(--k-space-2);
        overflow-wrap: anywhere;
        white-space: break-spaces;
      }
      .caret {
        display: inline-block;
        width: calc(0.75 * var(--mm, 4.03px));
        height: 1.1em;
        margin-left: 0.06em;
        background: var(--k-teal);
        vertical-align: -0.2em;
      }
      .clear {
        display: grid;
        place-items: center;
        flex: none;
        width: calc(23 * var(--mm, 4.03px));
        height: calc(23 * var(--mm, 4.03px));
        background: none;
        font-size: 1.1em;
      }
      .said {
        margin-bottom: var(--k-space-3);
        color: var(--k-ink-2);
        font-size: var(--k-type-s);
        line-height: 1.34;
      }
      .nothing {
        margin-bottom: var(--k-space-3);
        color: var(--k-ink);
        font-size: var(--k-type-l);
        font-weight: 640;
      }
      .advice {
        display: grid;
        gap: var(--k-space-2);
        margin-bottom: var(--k-space-5);
        padding-left: 1.2em;
        font-size: var(--k-type-m);
        line-height: 1.36;
      }
      /* What is found has to be seen above the keys: the heading is one small line. */
      @container kiosk (max-height: 90em) and (max-aspect-ratio: 1/1) {
        h1 {
          font-size: max(var(--k-type-s), min(17.7 * var(--mm, 4.03px), 3.72cqh));
          letter-spacing: -0.01em;
        }
        .field {
          margin-top: var(--k-space-1);
        }
      }
      @container kiosk (max-height: 62em) {
        .field {
          min-height: calc(22.4 * var(--mm, 4.03px));
          font-size: calc(8.4 * var(--k-mm));
        }
        .clear {
          width: calc(20 * var(--mm, 4.03px));
          height: calc(20 * var(--mm, 4.03px));
        }
      }
      @container kiosk (max-width: 95em) and (min-aspect-ratio: 11/10) {
        .row {
          padding-inline: var(--k-space-4);
        }
        .row .tile,
        .row .go,
        .field > .icon {
          display: none;
        }
        .field {
          --beside: calc(23 * var(--mm, 4.03px) + 0.6em);
          padding-left: var(--k-space-4);
        }
      }
      /* The longest word of a title fits into the column beside the keys. */
      @container kiosk (max-width: 58em) and (min-aspect-ratio: 11/10) {
        .row .title {
          font-size: min(var(--k-type-l), 3.2cqi);
        }
      }
      @container kiosk (max-width: 45em) {
        .row {
          padding-inline: var(--k-space-3);
        }
        .row .title {
          font-size: var(--k-type-s);
        }
        .field {
          --beside: calc(var(--k-target) + 0.6em);
          min-height: calc(22.4 * var(--mm, 4.03px));
          padding-left: var(--k-space-4);
          font-size: var(--k-type-l);
        }
        .field > .icon {
          display: none;
        }
        .clear {
          width: var(--k-target);
          height: var(--k-target);
        }
      }
      @container kiosk (max-width: 45em) and (min-aspect-ratio: 11/10) {
        .row .title {
          font-size: min(var(--k-type-s), 3.3cqi);
        }
      }
    `,
  ];

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const before = changed.get('screen');
    if (before && before.query !== this.screen.query) this.renderRoot.querySelector('k-page')?.toTop();
  }

  protected override render() {
    const { screen, words } = this;
    return visitPage(
      words,
      { layout: 'do', traits: ['typing'], title: words.searching.title, isQuestion: true, head: this.#field() },
      html`<div>
        <div aria-live="polite">${this.#said()}</div>
        <ul class="rows">
          ${screen.results.map((each) => html`<li>${this.#result(each)}</li>`)}
        </ul>
      </div>
      <k-keyboard slot="keys" .kind=${'letters'} .words=${words} .empty=${screen.query === ''}></k-keyboard>
      ${backButton(words, this.sends({ do: 'back' }))}`,
    );
  }

  #result(each: SearchResult) {
    const { words } = this;
    const foundBy = this.#foundBy(each.by);
    switch (each.leads) {
      case 'service': {
        const more = each.appointment ? [each.who, words.searching.byAppointment] : [each.who];
        return serviceRow(each, more, words, this.sends({ do: 'choose', service: each.id }), foundBy);
      }
      case 'group':
        return pageLinkRow(each, this.sends({ do: 'group', group: each.id }), foundBy);
      case 'mine': {
        const link = { icon: 'rotate-ccw', title: words.common.continueApplication, hint: null, marked: [] };
        return pageLinkRow(link, this.sends({ do: 'continue' }), foundBy);
      }
      default:
        return each satisfies never;
    }
  }

  #foundBy(by: MarkedText | null) {
    if (by === null) return nothing;
    return html`<span class="line">${this.words.searching.foundBy} ${markedText(by.text, by.marked)}</span>`;
  }

  #field() {
    const { query } = this.screen;
    const { searching } = this.words;
    return html`<div class="field" style="--longest: ${longestWordLength(query)}">
      ${icon('search')}
      <span
        class="typed"
        role="textbox"
        tabindex="0"
        aria-readonly="true"
        aria-label=${searching.field}
        >${query}<span class="caret"></span
      ></span>
      ${
        query === ''
          ? nothing
          : html`<button
              type="button"
              class="clear"
              aria-label=${searching.clear}
              @click=${this.sends({ do: 'search' })}
            >
              ${icon('x')}
            </button>`
      }
    </div>`;
  }

  #said() {
    const { query, found, results } = this.screen;
    const { searching } = this.words;
    if (query === '') return html`<p class="said">${searching.lead}</p>`;
    if (found) return html`<p class="said">${searching.found(results.length)}</p>`;
    return html`<p class="said nothing">${searching.nothing}</p>
      <ul class="advice">
        ${searching.advice.map((each) => html`<li>${each}</li>`)}
      </ul>`;
  }
}

customElements.define('screen-searching', ScreenSearching);
