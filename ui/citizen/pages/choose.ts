import { html, nothing } from 'lit';
import type { GroupButton, ServiceCard } from '../../../device/screen/screen.ts';
import { billPicture } from '../../design/bill-picture.ts';
import { icon, serviceIcon } from '../../design/icon.ts';
import { renderTroubleNotices } from '../../design/notices.ts';
import { barStartButton, longAndShortLabel } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { rowStyles } from '../parts/service-row.styles.ts';
import { neededDocumentText, serviceRow } from '../parts/service-row.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { styles } from './choose.styles.ts';

export class ScreenChoosing extends VisitScreen<'choosing'> {
  static override styles = [VisitScreen.styles, rowStyles, styles];

  protected override render() {
    const { screen, words } = this;
    const { choosing } = words;
    return visitPage(
      words,
      {
        layout: 'choose',
        traits: ['wide', 'fill', 'top'],
        title: choosing.title,
        head: html`${renderTroubleNotices(words, screen.notices)}
        <button type="button" class="search" aria-label=${choosing.search} @click=${this.sends({ do: 'search' })}>
          ${icon('search')}${longAndShortLabel(choosing.search, choosing.searchShort)}
        </button>`,
      },
      html`<ul class="groups">
        ${screen.groups.map((group) =>
          group.door ? html`<li class="door">${this.#door(group)}</li>` : html`<li>${this.#group(group)}</li>`,
        )}
      </ul>
      <section class="direct">
        <h2>${choosing.direct}</h2>
        <ul class="rows">
          ${screen.services.map((service) => html`<li>${this.#row(service)}</li>`)}
        </ul>
      </section>
      ${barStartButton(words.common.short.finish, 'x', this.sends({ do: 'finish' }))}
      ${
        screen.canContinue
          ? html`<button
              slot="primary"
              type="button"
              class="button"
              aria-label=${words.common.continueApplication}
              @click=${this.sends({ do: 'continue' })}
            >
              ${icon('rotate-ccw')}${longAndShortLabel(words.common.continueApplication, words.common.short.continueApplication)}
            </button>`
          : nothing
      }`,
    );
  }

  #row(service: ServiceCard) {
    const needed = neededDocumentText(service, this.words);
    const more = needed === null ? [] : [needed];
    return serviceRow(service, more, this.words, this.sends({ do: 'choose', service: service.id }));
  }

  #door({ id, title, hint }: GroupButton) {
    return html`<button type="button" class="group" data-group=${id} @click=${this.sends({ do: 'group', group: id })}>
      ${billPicture()}
      <span class="words"><span class="title">${title}</span><span class="hint">${hint}</span></span>
      ${icon('arrow-right')}
    </button>`;
  }

  #group({ id, icon: name, title, hint }: GroupButton) {
    return html`<button type="button" class="group" data-group=${id} @click=${this.sends({ do: 'group', group: id })}>
      <span class="tile">${serviceIcon(name)}</span>
      <span class="words"><span class="title">${title}</span><span class="hint">${hint}</span></span>
    </button>`;
  }
}

customElements.define('screen-choosing', ScreenChoosing);
