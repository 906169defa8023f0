import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { CitizenScreen } from '../../../device/screen/screen.ts';
import { PLAIN_DISPLAY } from '../../../device/words/display.ts';
import { FIRST_VOLUME } from '../../../device/words/sound.ts';
import { screenOf } from '../../gallery/samples.ts';
import { PageSounds } from './page-sounds.ts';
import { FIRST_SOUND_MS } from './take-reminder.ts';

const ASKED = { language: 'en', display: PLAIN_DISPLAY, simulated: false } as const;
const ATTRACT = screenOf('attract', 'usual', ASKED, 4);
const TROUBLE = screenOf('trouble', 'declined', ASKED, 4);

function rig() {
  const clock = new SimulatedClock();
  const heard: string[] = [];
  const sounds = new PageSounds({
    player: {
      play: (name, volume) => void heard.push(`${name} ${volume}`),
      prepare: (...names) => void heard.push(`prepared ${names}`),
    },
    setTimeout: (act, ms) => clock.setTimeout(act, ms),
    clearTimeout: (id) => clock.clearTimeout(id as number),
  });
  return { clock, heard, sounds };
}

const at = (screen: CitizenScreen, volume: number): CitizenScreen => ({
  ...screen,
  display: { ...screen.display, volume },
});

describe('sounds of the page', () => {
  it('when the page is loaded in the middle of a visit, then its first screen is silent', () => {
    const { heard, sounds } = rig();
    sounds.show(TROUBLE);
    expect(heard).toEqual([]);
  });

  it('when a trouble comes, then its earcon has the volume of the citizen', () => {
    const { heard, sounds } = rig();
    sounds.show(at(ATTRACT, 2));
    sounds.show(at(TROUBLE, 2));
    expect(heard).toEqual(['trouble 2']);
  });

  it('when the device was away and comes back with the same page, then nothing sounds', () => {
    const { heard, sounds } = rig();
    sounds.show(ATTRACT);
    sounds.show(TROUBLE);
    sounds.close();
    sounds.show(TROUBLE);
    expect(heard).toEqual([`trouble ${FIRST_VOLUME}`]);
  });

  it('when a volume is chosen, then it is heard at once; when another setting is chosen, then not', () => {
    const { heard, sounds } = rig();
    sounds.show(ATTRACT);
    sounds.sent({ do: 'display', set: { volume: 8 } });
    sounds.sent({ do: 'display', set: { lower: true } });
    sounds.sent({ do: 'next' });
    expect(heard).toEqual(['done 8']);
  });

  it('when a volume key of the keypad is pressed, then the new volume is heard; other keys are silent', () => {
    const { heard, sounds } = rig();
    sounds.show(at(ATTRACT, 6));
    sounds.pressed('volume-up');
    sounds.pressed('select');
    expect(heard).toEqual(['done 6']);
  });

  it('when a card is left and the kiosk is away, then the reminder ends', () => {
    const { clock, heard, sounds } = rig();
    sounds.show({ ...ATTRACT, toTake: ['card'] });
    clock.increment(FIRST_SOUND_MS);
    expect(heard).toEqual([`take ${FIRST_VOLUME}`]);
    sounds.close();
    clock.increment(60 * FIRST_SOUND_MS);
    expect(heard).toHaveLength(1);
  });

  it('when the profile wants clicks, then the click is ready before the first touch', () => {
    const { heard, sounds } = rig();
    sounds.show({ ...ATTRACT, clicks: true });
    sounds.show({ ...ATTRACT, clicks: true, dim: true });
    expect(heard).toEqual(['prepared click']);
  });
});
