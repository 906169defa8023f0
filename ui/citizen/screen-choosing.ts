import { html, nothing } from 'lit';
import type { ServiceCard } from '../../device/screen/screen.ts';
import { moneyText } from '../../device/words/format.ts';
import { icon, serviceIcon } from '../design/icon.ts';
import { notices } from '../design/notices.ts';
import { finishButton } from './buttons.ts';
import { styles } from './screen-choosing.styles.ts';
import { VisitScreen } from './visit-screen.ts';

/** What would you like to do? One card a service, with its price, its time and whether a card is needed; what is closed comes last. */
export class ScreenChoosing extends VisitScreen<'choosing'> {
  static override styles = [VisitScreen.styles, styles];

  protected override render() {
    const { screen, words } = this;
    const said = screen.services.map(({ unavailable }) => unavailable);
    const open = screen.services.filter(({ unavailable }) => unavailable === null);
    const closed = screen.services.filter(({ unavailable }) => unavailable !== null);
    return html`<k-page low wide .up=${words.common.scrollUp} .down=${words.common.scrollDown}>
      <div slot="head">
        <h1 tabindex="-1">${words.choosing.title}</h1>
        <p class="lead optional">${words.choosing.lead}</p>
      </div>
      <div class="body">
        ${notices(
          words,
          screen.notices.filter((code) => !said.includes(code)),
        )}
        <ul class="services" style="--count: ${screen.services.length}">
          ${[...open, ...closed].map((service) => html`<li>${this.#card(service)}</li>`)}
        </ul>
      </div>
      ${finishButton(words, this.sends({ do: 'finish' }))}
      ${
        screen.canContinue
          ? html`<button slot="primary" type="button" class="button" @click=${this.sends({ do: 'continue' })}>
              ${icon('rotate-ccw')}<span>${words.common.continueApplication}</span>
            </button>`
          : nothing
      }
    </k-page>`;
  }

  #card(service: ServiceCard) {
    const { unavailable } = service;
    return html`<button
      type="button"
      class="service"
      data-service=${service.id}
      ?disabled=${unavailable !== null}
      @click=${this.sends({ do: 'choose', service: service.id })}
    >
      <span class="main">
        <span class="tile">${serviceIcon(service.icon)}</span>
        <span class="words"><span class="title">${service.title}</span><span class="summary">${service.summary}</span></span>
        ${unavailable === null ? html`<span class="go">${icon('arrow-right')}</span>` : ''}
      </span>
      ${
        unavailable === null
          ? this.#terms(service)
          : html`<span class="terms stop">
            <span>${icon('triangle-alert')}<span>${this.words.troubles[unavailable].notice}</span></span>
          </span>`
      }
    </button>`;
  }

  #terms({ from, at, minutes, needsCard }: ServiceCard) {
    const { common, choosing, language } = this.words;
    const price =
      from === null ? choosing.priceLater : from === 0 ? common.free : choosing.from(moneyText(from, language));
    return html`<span class="terms">
      <span class="price">${price}</span>
      <span>${at === 'window' ? html`${icon('ticket')}${choosing.atWindow}` : html`${icon('clock')}${common.minutes(minutes)}`}</span>
      <span>${icon(needsCard ? 'id-card' : 'check')}${needsCard ? choosing.cardNeeded : choosing.noCardNeeded}</span>
    </span>`;
  }
}

customElements.define('screen-choosing', ScreenChoosing);
