import { html, nothing } from 'lit';
import type { ServiceCard } from '../../../device/screen/screen.ts';
import { icon, serviceIcon } from '../../design/icon.ts';
import { backButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { lowestPriceText, neededDocumentText } from '../parts/service-row.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { styles } from './choose-group.styles.ts';

export class ScreenBrowsing extends VisitScreen<'browsing'> {
  static override styles = [VisitScreen.styles, styles];

  protected override render() {
    const { screen, words } = this;
    const open = screen.services.filter(({ unavailable }) => unavailable === null);
    const closed = screen.services.filter(({ unavailable }) => unavailable !== null);
    return visitPage(
      words,
      {
        layout: 'choose',
        traits: screen.services.length > 3 ? ['wide', 'top'] : ['wide'],
        title: screen.group.title,
        lead: screen.group.hint,
        leadIs: 'spare',
      },
      html`<ul class="services" style="--count: ${screen.services.length}">
        ${[...open, ...closed].map((service) => html`<li>${this.#card(service)}</li>`)}
      </ul>
      ${backButton(words, this.sends({ do: 'back' }))}`,
    );
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
        <span class="words"><span class="title">${service.title}</span><span class="summary">${service.copyOnly ? this.words.troubles['PRN-204'].body : service.summary}</span></span>
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

  #terms(service: ServiceCard) {
    const { common, choosing } = this.words;
    const { at, minutes, needsCard } = service;
    const needed = neededDocumentText(service, this.words);
    return html`<span class="terms">
      ${service.copyOnly ? html`<span class="copy">${icon('triangle-alert')}${common.copyOnly}</span>` : nothing}
      <span class="price">${lowestPriceText(service, this.words)}</span>
      <span class="time">${at === 'window' ? html`${icon('ticket')}${choosing.atWindow}` : html`${icon('clock')}${common.minutes(minutes)}`}</span>
      ${needed === null ? nothing : html`<span>${icon(needsCard ? 'id-card' : 'check')}${needed}</span>`}
    </span>`;
  }
}

customElements.define('screen-browsing', ScreenBrowsing);
