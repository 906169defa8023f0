import { css, html } from 'lit';
import { fullDateText } from '../../../device/words/format.ts';
import { factRowsCard } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import { barStartButton, choiceButton, finishButton, primaryButton } from '../parts/buttons.ts';
import { callStaffButton, callStaffStyles } from '../parts/call-staff.ts';
import { handOverPicture, waitingStyles } from '../parts/handed-over.ts';
import { visitPage } from '../parts/page.ts';
import { VisitScreen } from '../parts/visit-screen.ts';
import { waitLine } from '../parts/waits.ts';

export class ScreenReadingDocument extends VisitScreen<'readingDocument'> {
  static override styles = [VisitScreen.styles, waitingStyles];

  protected override render() {
    const { screen, words } = this;
    const { common, readingDocument } = words;
    return visitPage(
      words,
      {
        layout: 'do',
        title: readingDocument.title,
        lead: readingDocument.lead,
        head: waitLine('readingDocument', words),
      },
      html`${handOverPicture('file-check')}
      <div>${factRowsCard([{ label: common.reference, value: withUnbrokenNumbers(screen.reference) }])}</div>
      ${finishButton(words, this.sends({ do: 'finish' }))}`,
    );
  }
}

export class ScreenPreviewing extends VisitScreen<'previewing'> {
  static override styles = [
    VisitScreen.styles,
    css`
      .sheet {
        padding: var(--k-space-6);
        border: var(--k-stroke-thin) solid var(--k-line);
        border-radius: var(--k-radius-s);
        background: #ffffff;
        color: #10222a;
        overflow-wrap: anywhere;
      }
      .sheet h2 {
        margin: 0 0 var(--k-space-4);
        font-size: var(--k-type-l);
        line-height: 1.25;
      }
      .sheet p {
        margin: 0 0 var(--k-space-3);
        line-height: 1.4;
      }
      .sheet p:last-child {
        margin-bottom: 0;
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { common, previewing } = words;
    const { title, agency, number, person, lines, issuedOn, validUntil } = screen.document;
    return visitPage(
      words,
      {
        layout: 'tell',
        eyebrow: html`<span>${common.reference}: ${withUnbrokenNumbers(screen.reference)}</span>`,
        title: previewing.title,
        lead: html`${previewing.lead} ${withUnbrokenNumbers(previewing.sheets(screen.sheets))}`,
      },
      html`<article class="sheet" aria-label=${previewing.document}>
        <div lang="az">
          <h2>${title}</h2>
          <p>${agency}. № ${withUnbrokenNumbers(number)}</p>
          <p><b>${person.name}</b>, FİN ${withUnbrokenNumbers(person.fin)}</p>
          ${lines.map((line) => html`<p>${line}</p>`)}
          <p>Verilib: ${fullDateText(issuedOn, 'az')}. Bu günədək etibarlıdır: <b>${fullDateText(validUntil, 'az')}</b></p>
        </div>
      </article>
      ${barStartButton(previewing.wrong, 'x', this.sends({ do: 'cancel' }))}
      ${primaryButton(previewing.print, this.sends({ do: 'next' }))}`,
    );
  }
}

export class ScreenWrongDocument extends VisitScreen<'wrongDocument'> {
  static override styles = [
    VisitScreen.styles,
    callStaffStyles,
    css`
      .steps {
        margin: 0;
        padding-inline-start: 1.2em;
        line-height: 1.4;
      }
      .choices {
        margin-top: var(--k-space-6);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { wrongDocument } = words;
    return visitPage(
      words,
      {
        layout: 'choose',
        tone: 'calm',
        eyebrow: html`${icon('info')}<span>${words.printTrouble.safe}</span>`,
        title: wrongDocument.title,
        lead: wrongDocument.lead,
      },
      html`<div>
        <ol class="steps">
          ${wrongDocument.steps.map((step) => html`<li>${step}</li>`)}
        </ol>
        <div class="stack choices">
          ${callStaffButton(words, screen.called, this.sends({ do: 'call-staff' }))}
          ${choiceButton('file-text', wrongDocument.back, wrongDocument.backHint, this.sends({ do: 'back' }))}
        </div>
      </div>
      <div slot="picture">
        ${factRowsCard([{ label: words.trouble.call, value: withUnbrokenNumbers(words.trouble.quote(screen.reference)) }])}
      </div>
      ${finishButton(words, this.sends({ do: 'finish' }))}`,
    );
  }
}

customElements.define('screen-reading-document', ScreenReadingDocument);
customElements.define('screen-previewing', ScreenPreviewing);
customElements.define('screen-wrong-document', ScreenWrongDocument);
