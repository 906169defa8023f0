import type { LitElement } from 'lit';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES, type Language, languageOfPage } from '../../device/words/language.ts';
import { NEW_CONTROL_IGNORES_MS } from '../../ui/citizen/parts/still.ts';
import type { KTerminalPicture } from '../../ui/design/k-terminal-picture.ts';
import { panelOf } from '../../ui/gallery/panels.ts';
import type { SampleRequest } from './gallery-page.ts';
import type { GlassObservation, SeenText } from './glass.ts';
import { measuredGallery } from './measured-gallery.ts';

/* Needs dist/gallery. */

const opened = measuredGallery();

async function drawn({
  sample,
  panel,
  display = {},
}: Omit<SampleRequest, 'language'>): Promise<readonly GlassObservation[]> {
  const wanted = LANGUAGE_CODES.map((language) => ({ sample, language, panel, display }));
  return (await opened().gallery.draw(wanted, null)).map(({ seen }) => seen);
}

const SLACK_PX = 1.5;

const isCut = ({ line, shown }: SeenText): boolean =>
  shown === null || shown.bottom < line.bottom - SLACK_PX || shown.top > line.top + SLACK_PX;
const saying = (texts: readonly SeenText[]) => texts.map(({ text }) => text);

describe('of the last page', () => {
  it.each(['sent-to-a-window', 'ticket'])(
    'when the page %s has large text on a landscape panel, then the ticket and the way to its window are in view',
    async (name) => {
      const [panel, display] = [panelOf('15.6-landscape'), { text: 130 } as const];
      for (const { texts } of await drawn({ sample: { show: 'done', name }, panel, display })) {
        const own = texts.filter(({ where }) => where.includes('div.own'));
        expect(own.length).toBeGreaterThanOrEqual(4);
        expect(saying(own.filter(isCut))).toEqual([]);
      }
    },
  );

  it.each([panelOf('21.5'), panelOf('21.5-landscape')])(
    'when there is only a ticket on $title, then all of the page is in view',
    async (panel) => {
      for (const { texts } of await drawn({ sample: { show: 'done', name: 'ticket' }, panel })) {
        expect(saying(texts.filter(isCut))).toEqual([]);
      }
    },
  );
});

/** Page, panel, text size in percent, part of the page. */
const IN_VIEW = [
  ['typingCode/wrong', '15.6-landscape', 200, 'p.problem'],
  ['typingPart/too-much', '15.6-landscape', 200, 'p.problem'],
  ['typingCredit/no-answer', '15.6-landscape', 130, 'p.problem'],
  ['typingCredit/no-answer', '15.6-landscape', 130, 'span.typed'],
  ['typingCredit/no-answer', '21.5-landscape', 200, 'h1'],
  ['typingCredit/unknown', '15.6-landscape', 130, 'h1'],
  ['enteringCode/unknown', '15.6-landscape', 130, 'h1'],
  ['typingCode/wrong', '15.6-landscape', 130, 'h1'],
  ['choosingDue/several', '15.6-landscape', 200, 'p.total'],
  ['choosingDue/several', '15', 200, 'p.total'],
  ['choosingDue/several', '21.5', 200, 'p.total'],
  ['choosingDue/several', '15.6-landscape', 100, 'p.total'],
  ['printTrouble/paper-out-ticket', '15', 200, 'div.ticket-plate'],
  ['receiptQr/printer-is-back-several', '15.6-landscape', 100, 'button.choice'],
  ['receiptQr/printer-is-back-several', '15.6-landscape', 200, 'button.choice'],
  ['receiptQr/printer-is-back-several', '15', 100, 'button.choice'],
  ['receiptQr/printer-is-back-several', '15', 200, 'p.number'],
  ['receiptQr/take-card', '15.6-landscape', 200, 'p.take'],
  ['credited/not-printed', '15.6-landscape', 200, 'div.shown'],
  ['choosingPayment/rest-by-card', '15', 200, 'div.total'],
  ['credited/not-printed', '15.6-landscape', 200, 'p.take'],
  ['done/take-card', '15.6-landscape', 200, 'p.take'],
  ['trouble/take-card', '15.6-landscape', 200, 'div.kept'],
  ['done/sent-to-a-window', '15', 200, 'p.take'],
  ['beforeYouStart/identity-card', '15.6-landscape', 200, 'p.sum-above'],
  ['beforeYouStart/in-another-centre', '15.6-landscape', 200, 'p.elsewhere'],
  ['beforeYouStart/in-another-centre', '15', 200, 'p.elsewhere'],
  ['beforeYouStart/certificate', '15', 200, 'p.sum-above'],
  ['showingDue/with-discount', '15.6-landscape', 200, 'p.sum-above'],
  ['showingDue/with-discount', '15', 200, 'p.sum-above'],
  ['choosingPayment/usual', '15.6-landscape', 200, 'p.sum-above'],
  ['choosingPayment/usual', '15', 200, 'p.sum-above'],
  ['identifying/check-digit', '15.6-landscape', 200, 'div.trouble'],
  ['receiptQr/ticket', '15', 100, 'div.ticket-plate'],
  ['receiptQr/ticket', '15', 200, 'div.ticket-plate'],
  ['receiptQr/ticket', '15.6-landscape', 200, 'div.ticket-plate'],
  ['printTrouble/with-credit', '15.6-landscape', 130, 'div.codes'],
  ['printTrouble/several-dues', '15.6-landscape', 130, 'div.codes'],
  ['printTrouble/several-dues', '15.6-landscape', 200, 'div.codes'],
  ['printTrouble/several-dues', '15', 200, 'div.codes'],
  ['receiptQr/with-credit', '15.6-landscape', 130, 'div.codes'],
  ['receiptQr/with-credit', '15.6-landscape', 200, 'div.codes'],
  ['receiptQr/with-credit', '15', 200, 'div.codes'],
  ['noteTooLarge/usual', '15.6-landscape', 200, 'button.choice'],
  ['noteTooLarge/usual', '15.6-landscape', 200, 'p.ends'],
  ['noteTooLarge/usual', '15', 200, 'button.choice'],
  ['noteTooLarge/usual', '21.5-landscape', 200, 'p.ends'],
  ['noteTooLarge/usual', '15.6-landscape', 130, 'button.choice'],
  ['noteTooLarge/usual', '15.6-landscape', 130, 'p.ends'],
  ['paying/present-card', '15.6-landscape', 200, 'div.total'],
  ['paying/present-card', '15', 200, 'div.total'],
  ['payingCash/half', '15.6-landscape', 200, 'div.missing'],
  ['payingCash/half', '15', 200, 'div.missing'],
  ['paying/asking', '21.5-landscape', 200, 'div.kept'],
  ['paying/asking', '15.6-landscape', 200, 'div.kept'],
  ['trouble/in-doubt', '21.5-landscape', 200, 'div.kept'],
  ['trouble/in-doubt', '15.6-landscape', 200, 'div.kept'],
  ['trouble/in-doubt', '15', 200, 'div.kept'],
  ['choosingPayment/usual', '15.6-landscape', 100, 'div.total'],
  ['beforeYouStart/identity-card', '15.6-landscape', 100, 'label.choice'],
  ['done/sent-to-a-window', '15.6-landscape', 100, 'div.own'],
  ['done/sent-to-a-window', '21.5', 130, 'ul.along'],
  ['done/take-card', '21.5', 130, 'ul.along'],
  ['done/take-card', '15.6-landscape', 130, 'ul.along'],
  ['done/ticket', '15.6-landscape', 100, 'div.result'],
  ['done/ticket', '15.6-landscape', 200, 'div.own'],
  ['done/sent-to-a-window', '15.6-landscape', 200, 'div.own'],
  ['done/sent-to-a-window', '21.5', 100, 'div.outcome'],
  ['done/sent-to-a-window', '15', 200, 'dl.figures'],
  ['found/booked-early', '15.6-landscape', 100, 'div.time-plate'],
  ['found/booked-early', '15.6-landscape', 100, 'div.offers'],
  ['found/booked-early', '15', 100, 'div.time-plate'],
  ['found/booked-open', '21.5', 100, 'div.offers'],
  ['choosingDue/several', '21.5', 100, 'div.beside'],
  ['answering/phone', '15', 200, 'button.choice'],
  ['answering/phone', '15.6-landscape', 200, 'button.choice'],
  ['attract/usual', '15', 100, 'ul.promises'],
  ['attract/usual', '15', 200, 'button.assist'],
  ['attract/usual', '21.5-landscape', 200, 'button.door'],
  ['attract/centre-closed', '15', 100, 'button.assist'],
  ['attract/centre-closed', '15', 200, 'button.door'],
  ['attract/centre-closed', '21.5-landscape', 200, 'button.door'],
  ['attract/card-left', '15.6-landscape', 200, 'button.assist'],
  ['attract/office-away', '15.6-landscape', 100, 'div.note'],
  ['attract/long-news', '21.5', 100, 'button.assist'],
  ['attract/withdrawn', '21.5', 100, 'button.assist'],
  ['attract/withdrawn', '21.5-landscape', 100, 'button.assist'],
  ['attract/office-away', '21.5-landscape', 200, 'button.door'],
  ['attract/long-news', '15', 100, 'button.note'],
  ['attract/long-news', '15', 200, 'button.assist'],
  ['attract/long-news', '15', 200, 'button.note'],
  ['attract/long-news', '15.6', 200, 'button.note'],
  ['attract/long-news', '15.6-landscape', 200, 'button.note'],
  ['attract/long-news', '21.5-landscape', 200, 'button.note'],
  ['attract/three-notices', '15.6-landscape', 100, 'button.note'],
  ['attract/three-notices', '15.6-landscape', 200, 'button.assist'],
  ['attract/three-notices', '21.5', 200, 'button.note'],
  ['identifyingByPhone/scan', '15.6-landscape', 200, 'p.number'],
  ['identifyingByPhone/scan', '15', 200, 'p.number'],
  ['identifyingByPhone/scan', '15', 100, 'ol.steps'],
  ['identifyingByPhone/scan', '21.5', 200, 'ol.steps'],
  ['identifying/reader-away', '15.6-landscape', 200, 'button.choice'],
  ['identifying/phone-reader-away', '15', 100, 'button.choice'],
  ['identifying/phone-reader-away', '15', 200, 'button.choice'],
  ['identifying/phone-reader-away', '21.5', 200, 'button.choice'],
  ['attract/scan-refused', '15', 100, 'button.assist'],
  ['attract/scan-refused', '15', 200, 'button.door'],
  ['attract/scan-refused', '15.6-landscape', 200, 'button.assist'],
  ['outOfService/everything', '15', 100, 'p.help'],
  ['outOfService/everything', '15.6', 100, 'p.help'],
  ['outOfService/closed-by-staff', '15', 100, 'p.help'],
  ['outOfService/card-and-note-left', '15', 100, 'p.help'],
  ['outOfService/card-and-note-left', '15.6', 100, 'p.help'],
  ['outOfService/card-and-note-left', '15.6-landscape', 100, 'p.help'],
] as const;

describe('before anything is scrolled', () => {
  it.each(IN_VIEW)('when %s is drawn on %s at %i %, then all of %s is in view', async (page, id, text, part) => {
    const [show, name] = page.split('/') as [SampleRequest['sample']['show'], string];
    for (const { texts } of await drawn({ sample: { show, name }, panel: panelOf(id), display: { text } })) {
      const own = texts.filter(({ where }) => where.includes(part));
      expect(own).not.toEqual([]);
      expect(saying(own.filter(isCut))).toEqual([]);
    }
  });
});

/** Page, panel, text size in percent, part, least number of such parts. */
const SO_MANY = [
  ['choosingDue/several', '15.6-landscape', 100, 'span.amount', 4],
  ['choosingDue/several', '15.6-landscape', 200, 'span.amount', 1],
  ['choosingDue/several', '15', 200, 'span.amount', 1],
  ['browsing/usual', '15.6-landscape', 200, 'span.price', 2],
] as const;

it.each(SO_MANY)('when %s is drawn on %s at %i %, then %s is in view %i times', async (page, id, text, part, least) => {
  const [show, name] = page.split('/') as [SampleRequest['sample']['show'], string];
  for (const { texts } of await drawn({ sample: { show, name }, panel: panelOf(id), display: { text } })) {
    const own = texts.filter(({ where }) => where.includes(part));
    const cut = new Set(own.filter(isCut).map(({ node }) => node));
    const whole = new Set(own.flatMap(({ node }) => (cut.has(node) ? [] : [node])));
    expect(saying(own).length > 0 && whole.size).toBeGreaterThanOrEqual(part === 'span.amount' ? 2 * least : least);
  }
});

const SAYS = [
  ['choosingPayment/covered', ['Qalıq kodu bütün', 'Код остатка покрывает', 'The credit code pays all of it']],
  ['choosingPayment/rest-by-card', ['Qalanını ödəyin', 'Оплатите остальное', 'Pay the rest']],
  ['done/paid-with-a-code', ['Qalıq kodunda qalıb', 'Осталось на коде', 'Left on the credit code']],
  ['checking/by-appointment', ['Vaxtı sonra da', 'Время можно перенести', 'You can move the time later']],
  ['choosingPayment/several-dues', ['hər dəfə bir borcu ödəyir', 'один долг за раз', 'pays for one debt at a time']],
  ['choosingPayment/covered', ['Başqa cür ödəmək üçün', 'Чтобы оплатить иначе', 'To pay in another way']],
  ['checking/copy-only', ['Pəncərə üçün talon götür', 'Взять талон к окну', 'Take a ticket for the window']],
  ['printTrouble/document-not-read', ['pəncərə 5', 'окно 5', 'window 5']],
  ['answering/name', ['ğ', 'ğ', 'ğ']],
  ['readingReply/unrated', ['Pəncərə 1', 'Окно 1', 'Window 1']],
  ['typingCredit/unknown', ['Qalan cəhdlər: 1', 'Осталось попыток: 1', 'Tries left: 1']],
  ['done/checked-in', ['Gəldiyiniz qeyd olunub', 'Вы отметились', 'You are checked in']],
] as const;

it.each(SAYS)('when %s is drawn, then it says %j in three languages', async (page, said) => {
  const [show, name] = page.split('/') as [SampleRequest['sample']['show'], string];
  const seen = await drawn({ sample: { show, name }, panel: panelOf('21.5') });
  for (const [nth, { texts }] of seen.entries()) {
    const shown = languageOfPage(LANGUAGE_CODES[nth] as Language, show);
    expect(saying(texts).join(' ')).toContain(said[LANGUAGE_CODES.indexOf(shown)]);
  }
});

describe('of the drawn terminal', () => {
  it.each(['5,00 ₼', '124,12 ₼', '1 240,12 ₼', '123 456,00 ₼'])(
    'when the terminal is drawn (%s), then its display shows the whole amount',
    async (amount) => {
      const wanted = {
        sample: { show: 'paying', name: 'present-card' },
        language: 'az',
        panel: panelOf('21.5'),
      } as const;
      const [room] = await opened().gallery.forEach([wanted], (page) =>
        page.locator('k-terminal-picture').evaluate(async (picture, text) => {
          const { shadowRoot } = picture;
          await (Object.assign(picture, { amount: text }) as KTerminalPicture).updateComplete;
          const [says, glass] = ['.says', '.glass'].map((part) =>
            shadowRoot?.querySelector<SVGGraphicsElement>(part)?.getBBox(),
          );
          return says && glass ? glass.width - says.width : -1;
        }, amount),
      );
      expect(room).toBeGreaterThan(6);
    },
  );
});

describe('of the page before a language is chosen', () => {
  it('when a device or the office is away, then the notice is shown in all three languages', async () => {
    const [{ texts } = { texts: [] }] = await drawn({
      sample: { show: 'attract', name: 'office-away' },
      panel: panelOf('21.5'),
    });
    const said = saying(texts.filter((each) => !isCut(each))).join(' ');
    for (const start of ['Xidmətlər sistemi', 'Нет связи с системой', 'The service system'])
      expect(said).toContain(start);
  });
});

describe('of the first page', () => {
  it('when the room for notices is short, then touches show each in each language, a second quick touch is none, and no control moves', async () => {
    const wanted = {
      sample: { show: 'attract', name: 'three-notices' },
      language: 'az',
      panel: panelOf('15'),
      display: { text: 200 },
    } as const;
    const [turns] = await opened().gallery.forEach([wanted], (page) =>
      page.locator('button.turn').evaluate(async (button, pauseMs) => {
        const host = (button.getRootNode() as ShadowRoot).host as LitElement;
        const seen: { readonly text: string; readonly places: string }[] = [];
        for (let nth = 0; nth < 13; nth++) {
          const piece = button.querySelector('.piece:not(.off)');
          const controls = [...host.renderRoot.querySelectorAll('button')];
          seen.push({
            text: piece?.textContent?.trim() ?? '',
            places: JSON.stringify(controls.map((each) => each.getBoundingClientRect())),
          });
          (button as HTMLElement).click();
          (button as HTMLElement).click();
          await host.updateComplete;
          for (const from = performance.now(); performance.now() - from < pauseMs; )
            await new Promise(requestAnimationFrame);
        }
        return seen;
      }, 2 * NEW_CONTROL_IGNORES_MS),
    );
    const texts = turns?.map(({ text }) => text) ?? [];
    expect([new Set(texts.slice(0, 12)).size, texts[12]]).toEqual([12, texts[0]]);
    expect(new Set(turns?.map(({ places }) => places)).size).toBe(1);
  });

  it('when the first page of choices is drawn, then all of it is in view, and titles have two lines at most', async () => {
    for (const { texts } of await drawn({ sample: { show: 'choosing', name: 'usual' }, panel: panelOf('21.5') })) {
      expect(saying(texts.filter(isCut))).toEqual([]);
      const titles = texts.filter(({ where }) => where.endsWith('span.title'));
      const linesOf = (one: SeenText) => titles.filter(({ node }) => node === one.node).length;
      expect(saying(titles.filter((each) => linesOf(each) > 2))).toEqual([]);
    }
  });
});
