/** Test tone: 880 Hz for 0.6 s. */
const HZ = 880;
const LENGTH_S = 0.6;
const LOUDNESS = 0.4;

let audio: AudioContext | undefined;

export async function playTone(): Promise<void> {
  audio ??= new AudioContext();
  await audio.resume();
  const gain = audio.createGain();
  gain.gain.value = LOUDNESS;
  gain.connect(audio.destination);
  const tone = audio.createOscillator();
  tone.frequency.value = HZ;
  tone.connect(gain);
  tone.start();
  tone.stop(audio.currentTime + LENGTH_S);
}

class TestTone extends HTMLElement {
  connectedCallback(): void {
    void playTone();
  }
}

customElements.define('test-tone', TestTone);
