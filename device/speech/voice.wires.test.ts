import { describe, expect, it, onTestFinished } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import { SPOKEN_LANGUAGES } from '../words/speech.ts';
import { createEspeakVoice, MAX_TEXTS_WAITING } from './voice.ts';

function voice(program?: string) {
  const opened = createEspeakVoice({ clock: realClock, ...(program === undefined ? {} : { program }) });
  onTestFinished(() => opened.close());
  return opened;
}

/** Seconds of a WAV file by its own header. Loudest sample, 0 to 32 767. */
function soundIn(wav: Uint8Array) {
  const bytes = Buffer.from(wav);
  const samples = bytes.subarray(44);
  expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  expect(bytes.readUInt32LE(40)).toBe(samples.length);
  let loudest = 0;
  for (let at = 0; at + 1 < samples.length; at += 2) loudest = Math.max(loudest, Math.abs(samples.readInt16LE(at)));
  return { seconds: samples.length / bytes.readUInt32LE(28), loudest };
}

describe('the voice of espeak-ng', () => {
  it.each(SPOKEN_LANGUAGES)('when a text is spoken in %s, then its sound is no silence', async (language) => {
    const spoken = await voice().speak('Salam! Привет! Hello!', language, 160);
    if (!spoken.ok) throw new Error(spoken.error.code);
    expect(soundIn(spoken.value).seconds).toBeGreaterThan(0.5);
    expect(soundIn(spoken.value).loudest).toBeGreaterThan(1_000);
  });

  it('when the speed is doubled, then the sound is shorter by a third or more', async () => {
    const opened = voice();
    const [slow, fast] = await Promise.all(
      [100, 200].map((speed) => opened.speak('Kartı oxuyucuya qoyun', 'az', speed)),
    );
    if (!slow?.ok || !fast?.ok) throw new Error('no sound');
    expect(soundIn(fast.value).seconds).toBeLessThan((2 / 3) * soundIn(slow.value).seconds);
  });

  it('when the program is missing, then the outcome says so', async () => {
    expect(await voice('no-such-espeak').speak('Salam', 'az', 160)).toEqual({ ok: false, error: { code: 'SPK-101' } });
  });

  it('when the program fails, then the outcome says so', async () => {
    expect(await voice('false').speak('Salam', 'az', 160)).toEqual({ ok: false, error: { code: 'SPK-102' } });
  });

  it('when more texts wait than the bound allows, then the oldest waiting text is refused, and the others are spoken', async () => {
    const opened = voice();
    const outcomes = await Promise.all(
      Array.from({ length: MAX_TEXTS_WAITING + 2 }, (_, nth) => opened.speak(`${nth}`, 'en', 160)),
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, ...Array(MAX_TEXTS_WAITING).fill(true)]);
    expect(outcomes[1]).toEqual({ ok: false, error: { code: 'SPK-103' } });
    expect((await opened.speak('again', 'en', 160)).ok).toBe(true);
  });

  it('when the voice closes, then each text that waits has its outcome', async () => {
    const opened = voice();
    const spoken = ['one', 'two', 'three'].map((text) => opened.speak(text, 'en', 160));
    opened.close();
    expect((await Promise.all(spoken)).map(({ ok }) => ok)).toEqual([false, false, false]);
  });
});
