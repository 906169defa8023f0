import { css, html, nothing } from 'lit';
import { dayAndMonth } from '../../../device/words/format.ts';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { money } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { backButton, barStartButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { faceStyles, ratingFaces } from '../parts/faces.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import { slotText, windowText } from '../parts/standing.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenAskingCancel extends VisitScreen<'askingCancel'> {
  static override styles = [
    VisitScreen.styles,
    css`
      .note {
        margin-top: var(--k-space-5);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { common, mine, language } = words;
    const { slot, service, reference } = screen;
    const { title, lead } = slot === null ? mine.askingCancel : mine.askingCancel.time;
    return visitPage(
      words,
      { layout: 'choose', title, lead },
      html`<div>
        ${factRowsCard([
          service === null ? null : { label: common.service, value: service },
          slot && { label: mine.time, value: slotText(slot, language) },
          { label: common.reference, value: html`<span class="whole">${reference}</span>` },
          screen.paid === 0 ? null : { label: common.paid, value: money(screen.paid, language), total: true },
        ])}
        <p class="note strong">${icon('wallet')}<span>${mine.money[screen.money]}</span></p>
      </div>
      ${barStartButton(mine.askingCancel.keep, 'arrow-left', this.sends({ do: 'back' }))}
      ${primaryButton(mine.askingCancel.confirm, this.sends({ do: 'next' }))}`,
    );
  }
}

/** The office carries out a request. Without an answer the result is unknown, and a repeat has no second effect. */
export class ScreenDealing extends VisitScreen<'dealing'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { common, mine } = words;
    const { trouble, what } = screen;
    const { title, lead } = trouble === null ? mine.dealing[what] : mine.unanswered;
    return visitPage(
      words,
      { layout: 'do', title, lead, head: trouble === null ? waitLine('dealing', words) : nothing },
      html`${handOverPicture('landmark')}
      <div class="stack">
        ${trouble === null ? nothing : html`<p class="note strong">${icon('triangle-alert')}<span>${withUnbrokenNumbers(`${words.troubles[trouble].title} · ${trouble}`)}</span></p>`}
        ${factRowsCard([{ label: common.reference, value: html`<span class="whole">${screen.reference}</span>` }])}
      </div>
      ${trouble === null ? finishButton(words, this.sends({ do: 'finish' })) : backButton(words, this.sends({ do: 'back' }))}
      ${trouble === null ? nothing : primaryButton(common.retry, this.sends({ do: 'retry' }))}`,
    );
  }
}

export class ScreenReadingReply extends VisitScreen<'readingReply'> {
  static override styles = [
    VisitScreen.styles,
    faceStyles,
    css`
      .letter {
        display: grid;
        gap: var(--k-space-4);
        padding: var(--k-space-6);
        line-height: 1.4;
      }
      .note {
        margin-top: var(--k-space-5);
      }
      .survey {
        margin-top: var(--k-space-6);
      }
      /* Beside the letter there is less room than on the last page. Two rows are three and two: one face alone looks left over. */
      @container kiosk (max-width: 58em) {
        .faces {
          grid-template-columns: repeat(auto-fit, minmax(max(30%, min(100%, 5.8em)), 1fr));
        }
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { mine, language } = words;
    return visitPage(
      words,
      {
        layout: 'tell',
        traits: ['low'],
        eyebrow: screen.reference,
        title: mine.reply.title,
        lead: html`${mine.answered}: ${dayAndMonth(screen.at, language)}. ${mine.reply.lead}`,
      },
      html`<div>
        <div class="card letter" lang="az">${screen.lines.map((line) => html`<p>${line}</p>`)}</div>
        <p class="note">${icon('info')}<span>${mine.reply.stays}</span></p>
        ${screen.again ? html`<p class="note">${icon('map-pin')}<span>${withUnbrokenNumbers(`${mine.reply.again}: ${windowText(screen.again, words)}.`)}</span></p>` : nothing}
        ${ratingFaces(mine.reply.rate, screen.rated, words, (score) => this.sends({ do: 'survey', score }))}
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}`,
    );
  }
}

customElements.define('screen-asking-cancel', ScreenAskingCancel);
customElements.define('screen-dealing', ScreenDealing);
customElements.define('screen-reading-reply', ScreenReadingReply);
