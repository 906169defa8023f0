import { beforeEach, describe, expect, it } from 'vitest';
import { PageReader } from './page-reader.ts';
import type { ScriptItem } from './script.ts';

/** A control of the page: only its identity and its click matter. */
const controlOf = (text: string) => ({
  text,
  clicks: 0,
  click() {
    this.clicks += 1;
  },
});
type Control = ReturnType<typeof controlOf>;

const item = (text: string, more: Partial<ScriptItem> = {}): ScriptItem => ({
  text,
  language: 'az',
  control: null,
  live: false,
  isHeading: false,
  isLetterKey: false,
  ...more,
});
const control = (text: string): ScriptItem => item(text, { control: controlOf(text) as unknown as HTMLElement });

let items: readonly ScriptItem[];
let said: string[];
let focused: string[];
/** Ends the text that is being said: `true` when it was said to its end. */
let endSaying: (whole: boolean) => void;
let reader: PageReader;

beforeEach(() => {
  [said, focused] = [[], []];
  endSaying = () => {};
  reader = new PageReader({
    script: () => items,
    say: ({ text }) => {
      said.push(text);
      return new Promise((resolve) => {
        endSaying = resolve;
      });
    },
    prepare: () => {},
    stop: () => endSaying(false),
    focus: (its) => focused.push((its as unknown as Control).text),
    click: (its) => its.click(),
    press: () => null,
  });
});

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
async function toItsEnd(): Promise<void> {
  endSaying(true);
  await settled();
}

describe('the reading of a page', () => {
  it('when a page is new, then it is read from its heading to its end, without the keys of its keyboard', async () => {
    items = [item('centre'), item('question', { isHeading: true }), item('q', { isLetterKey: true }), control('next')];
    reader.drawn('page 1');
    for (let nth = 0; nth < 4; nth += 1) await toItsEnd();
    expect(said).toEqual(['question', 'next']);
    expect(focused).toEqual([]);
  });

  it('when the same page is drawn again, then it is not read again', async () => {
    items = [item('question', { isHeading: true }), control('next')];
    reader.drawn('page 1');
    reader.drawn('page 1');
    await toItsEnd();
    await toItsEnd();
    expect(said).toEqual(['question', 'next']);
  });

  it('when a live text comes, then it is said at once, and the reading goes on', async () => {
    items = [item('question', { isHeading: true }), item('lead'), control('next')];
    reader.drawn('page 1');
    items = [item('wrong number', { live: true }), ...items];
    reader.drawn('page 1');
    for (let nth = 0; nth < 6; nth += 1) await toItsEnd();
    expect(said).toEqual(['question', 'wrong number', 'question', 'lead', 'next']);
  });

  it('when the reading is stopped, then nothing more is said, and the page is read again later', async () => {
    items = [item('question', { isHeading: true }), item('lead')];
    reader.drawn('page 1');
    reader.stop();
    await settled();
    expect(said).toEqual(['question']);
    reader.drawn('page 1');
    expect(said).toEqual(['question', 'question']);
  });
});

describe('the keys', () => {
  beforeEach(() => {
    items = [item('question', { isHeading: true }), item('lead'), control('yes'), item('note'), control('no')];
    reader.drawn('page 1');
    said.length = 0;
  });

  it('when a key goes to another item, then only that item is said', async () => {
    reader.press('down');
    await settled();
    expect(said).toEqual(['lead']);
  });

  it('when *down* and *up* pass an end, then they go on at the other end', () => {
    for (let nth = 0; nth < 5; nth += 1) reader.press('down');
    reader.press('up');
    expect(said).toEqual(['lead', 'yes', 'note', 'no', 'question', 'no']);
  });

  it('when *right* or *left* is pressed, then only controls are reached, and they get the focus', () => {
    reader.press('right');
    reader.press('right');
    reader.press('left');
    expect(focused).toEqual(['yes', 'no', 'yes']);
    expect(said).toEqual(['yes', 'no', 'yes']);
  });

  it('when *select* is pressed on a control, then it is clicked once', () => {
    reader.press('right');
    reader.press('select');
    expect(items[2]?.control).toMatchObject({ clicks: 1 });
  });

  it('when *select* is pressed on a text, then it is said once more', () => {
    reader.press('down');
    reader.press('select');
    expect(said).toEqual(['lead', 'lead']);
  });

  it('when the page changes below the place, then the keys go on from the same control', () => {
    reader.press('right');
    items = [item('new line'), ...items];
    reader.drawn('page 1');
    reader.press('down');
    expect(said.at(-1)).toBe('note');
  });
});
