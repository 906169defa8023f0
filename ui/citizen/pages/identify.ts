import { css, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';
import { visitPage } from '../parts/page.ts';
import '../../design/k-reader-picture.ts';
import { backButton, choiceButton } from '../parts/buttons.ts';
import { callStaffButton, callStaffStyles } from '../parts/call-staff.ts';
import { childsCard, childsCardStyles } from '../parts/childs-card.ts';
import type { ScreenOf } from '../parts/screen-element.ts';
import { takeOutCardRequest } from '../parts/take-card.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

type PhoneProblem = NonNullable<ScreenOf<'identifying'>['phoneProblem']>;
type OfPhone = keyof WordsOfSections<'identifying'>['identifying']['phone']['problems'];

const isOfPhone = (problem: PhoneProblem): problem is OfPhone => !/^[A-Z]/.test(problem);

export class ScreenIdentifying extends VisitScreen<'identifying'> {
  static override styles = [
    VisitScreen.styles,
    callStaffStyles,
    childsCardStyles,
    css`
      .phone .choice {
        min-height: var(--k-target);
      }
      @container kiosk (max-height: 62em) {
        :is(.phone, .picture.away ~ div) .hint {
          display: none;
        }
        .picture.away ~ div .ways {
          gap: var(--k-gap);
          margin-top: 0;
        }
        .picture.away ~ div :is(.choice, .called) {
          min-height: var(--k-target);
          padding-block: var(--k-space-2);
        }
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        .away k-reader-picture {
          width: 100%;
        }
      }
      .picture {
        padding-top: calc(12 * var(--mm, 4.03px));
      }
      .picture.away {
        padding-top: var(--k-space-4);
      }
      .away k-reader-picture {
        width: min(100%, 46cqh);
      }
      .note:not(.picture *) {
        justify-content: flex-start;
        margin-top: var(--k-space-5);
      }
      /* Low panel and large text: what the citizen can do, without the picture. */
      @container kiosk (max-height: 45em) {
        .picture.away {
          display: none;
        }
      }
      .trouble {
        display: flex;
        gap: var(--k-space-5);
        margin-top: var(--k-space-8);
        padding: var(--k-space-6);
        border: var(--k-stroke) solid var(--k-pomegranate);
        border-radius: var(--k-radius);
        background: var(--k-pomegranate-mist);
      }
      @container kiosk (max-height: 62em) {
        .trouble {
          gap: var(--k-space-3);
          margin-top: var(--k-space-3);
          padding: var(--k-space-3) var(--k-space-4);
        }
      }
      .trouble > .icon {
        color: var(--k-pomegranate);
        font-size: calc(10 * var(--k-mm));
      }
      .trouble p {
        margin-top: var(--k-space-1);
        color: var(--k-ink);
        font-size: var(--k-type-s);
      }
      @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
        .picture {
          padding-top: 0;
        }
      }
      .progress {
        width: min(100%, calc(168 * var(--k-mm)));
        margin: calc(9 * var(--mm, 4.03px)) auto 0;
        color: var(--k-ink);
        font-size: var(--k-type-s);
        text-align: center;
      }
      progress {
        display: block;
        appearance: none;
        width: 100%;
        height: calc(4 * var(--k-mm));
        margin-bottom: var(--k-space-2);
        border: var(--k-stroke) solid var(--k-ink);
        border-radius: var(--k-radius);
        overflow: hidden;
      }
      progress::-webkit-progress-bar {
        background: var(--k-card);
      }
      progress::-webkit-progress-value {
        background: var(--k-teal);
      }
      .note {
        justify-content: center;
        margin-top: calc(9 * var(--mm, 4.03px));
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    if (screen.parent?.refused) return this.#childsCard();
    if (screen.trouble === 'RDR-106' && screen.minimumAge !== null) return this.#tooYoung(screen.minimumAge);
    if (screen.trouble === 'RDR-104' || screen.trouble === 'RDR-109') return this.#away(screen.trouble);
    const asks = screen.parent !== null && screen.stage === 'waiting' ? 'parent' : screen.stage;
    const { title, lead } = words.identifying[screen.occupied ? 'occupied' : asks];
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['solo'],
        isLive: true,
        title,
        lead: screen.phoneProblem === null || screen.occupied ? lead : null,
        leadIs: screen.occupied ? null : 'spare',
        head: this.#trouble(),
      },
      html`<div slot="picture" class="picture">
        <k-reader-picture .stage=${screen.stage} .label=${words.identifying.picture}></k-reader-picture>
        ${this.#progress()}
        <p class="note">${icon('shield-check')}<span>${words.identifying.privacy}</span></p>
      </div>
      ${this.#phone()} ${backButton(words, this.sends({ do: 'back' }))}
      ${this.#withoutCard()}`,
    );
  }

  #phone() {
    return this.screen.phone === null ? nothing : html`<div slot="field" class="phone">${this.#phoneChoice()}</div>`;
  }

  #phoneChoice() {
    const { screen, words } = this;
    const { offer, hint, usedUp } = words.identifying.phone;
    if (screen.phone === null) return nothing;
    return screen.phone === 'offered'
      ? choiceButton('smartphone', offer, hint, this.sends({ do: 'answer', value: 'phone' }))
      : html`<p class="note">${icon('smartphone')}<span>${usedUp}</span></p>`;
  }

  /** A secondary button: most citizens have a card. */
  #withoutCard() {
    const { screen, words } = this;
    if (!screen.withoutCard) return nothing;
    return html`<button slot="primary" type="button" class="button" @click=${this.sends({ do: 'next' })}>
      <span>${words.identifying.withoutCard}</span>
    </button>`;
  }

  /** While the reader is away or withdrawn, the page asks for no card. */
  #away(trouble: 'RDR-104' | 'RDR-109') {
    const { words } = this;
    const { phone, ticket, withoutCard } = this.screen;
    const { title, body } = words.troubles[trouble];
    const { away } = words.identifying;
    const isOnlyPicture = withoutCard && phone === null && !ticket;
    return visitPage(
      words,
      {
        layout: 'do',
        traits: isOnlyPicture ? ['solo'] : [],
        isLive: true,
        title,
        lead: body,
        leadIs: isOnlyPicture ? null : 'spare',
        head: html`${this.#phoneTrouble()}
        ${withoutCard ? html`<p class="note">${icon('info')}<span>${away.withoutCard}</span></p>` : nothing}`,
      },
      html`<div slot="picture" class="picture away">
        <k-reader-picture
          .stage=${trouble === 'RDR-104' ? 'away' : 'withdrawn'}
          .label=${away.picture}
        ></k-reader-picture>
      </div>
      ${isOnlyPicture ? nothing : html`<div>${this.#ways(away.ticketHint)}</div>`}
      ${backButton(words, this.sends({ do: 'back' }))} ${this.#withoutCard()}`,
    );
  }

  /** Other ways for a citizen who cannot show a card. */
  #ways(ticketHint: string) {
    const { screen, words } = this;
    const { ticket } = words.identifying.childsCard;
    return html`<div class="ways">
      ${this.#phoneChoice()}
      ${screen.ticket ? choiceButton('ticket', ticket, ticketHint, this.sends({ do: 'next' })) : nothing}
      ${screen.withoutCard ? nothing : callStaffButton(words, screen.called, this.sends({ do: 'call-staff' }))}
    </div>`;
  }

  /** No primary button: the page waits for the parent's card. */
  #childsCard() {
    const { words } = this;
    const { title, lead, ticketHint } = words.identifying.childsCard;
    const parts = childsCard(words, this.#ways(ticketHint));
    return visitPage(
      words,
      { layout: 'do', isLive: true, title, lead },
      html`<div slot="picture">${parts.picture}</div>
      <div>${parts.rest}</div>
      ${backButton(words, this.sends({ do: 'back' }))}`,
    );
  }

  /** No retry: another card of this person gives the same result. */
  #tooYoung(years: number) {
    const { words } = this;
    const { title, body } = words.troubles['RDR-106'];
    return visitPage(
      words,
      {
        layout: 'do',
        traits: ['solo'],
        isLive: true,
        title,
        lead: html`${words.identifying.tooYoung(years)} ${body}`,
        head: takeOutCardRequest(true, words),
      },
      html`${backButton(words, this.sends({ do: 'back' }))}`,
    );
  }

  /** Screen readers do not read the progress: every per cent would hide the other texts. */
  #progress() {
    const { progress } = this.screen;
    if (progress === null) return nothing;
    const text = this.words.identifying.progress(progress);
    return html`<div class="progress">
      <progress max="100" .value=${progress} aria-label=${text}></progress>
      <p aria-hidden="true">${text}</p>
    </div>`;
  }

  #trouble() {
    const { screen, words } = this;
    if (screen.trouble === null) return this.#phoneTrouble();
    const { title, body } = words.troubles[screen.trouble];
    return this.#said(title, body);
  }

  #phoneTrouble() {
    const { words } = this;
    const { phoneProblem: problem } = this.screen;
    if (problem === null) return nothing;
    const { problems } = words.identifying.phone;
    if (isOfPhone(problem)) return this.#said(problems[problem].title, problems[problem].lead);
    const { title, body } = words.troubles[problem];
    return this.#said(html`${title} · <span class="whole">${problem}</span>`, body);
  }

  #said(title: string | TemplateResult, body: string) {
    return html`<div class="trouble">
      ${icon('triangle-alert')}
      <div>
        <h2>${title}</h2>
        <p>${body}</p>
      </div>
    </div>`;
  }
}

customElements.define('screen-identifying', ScreenIdentifying);
