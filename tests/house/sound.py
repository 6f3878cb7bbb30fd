"""Tones of the people in the walks, and what a browser hears."""

import asyncio
import wave
from pathlib import Path

import numpy as np
from playwright.async_api import Page

TONE_OF_CALLER, TONE_OF_AGENT = 440.0, 880.0
TOLERANCE = 25.0  # Hz

#: runs before any script of the page: an ear at every connection's incoming sound
EAR = """
(() => {
  window.__ears = [];
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(...given) {
      super(...given);
      this.addEventListener('track', (event) => {
        const context = new AudioContext();
        const analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        analyser.smoothingTimeConstant = 0.2;
        context.createMediaStreamSource(event.streams[0] ?? new MediaStream([event.track])).connect(analyser);
        window.__ears.push({ context, analyser });
      });
    }
  };
  window.__heard = () => {
    const ear = window.__ears.at(-1);
    if (!ear) return { hz: 0, db: -200 };
    const bins = new Float32Array(ear.analyser.frequencyBinCount);
    ear.analyser.getFloatFrequencyData(bins);
    let peak = 1;
    for (let i = 1; i < bins.length; i++) if (bins[i] > bins[peak]) peak = i;
    return { hz: (peak * ear.context.sampleRate) / ear.analyser.fftSize, db: bins[peak] };
  };
})();
"""


def write_tone(path: Path, hz: float, seconds: float = 10.0, rate: int = 48000) -> Path:
    """A wav file of one tone, for a browser's microphone."""
    at = np.arange(int(seconds * rate)) / rate
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((0.5 * 32767 * np.sin(2 * np.pi * hz * at)).astype("<i2").tobytes())
    return path


async def browser_hears(page: Page, hz: float, within: float = 25.0) -> None:
    """Wait until the loudest thing in the page's ear is ``hz``."""
    heard = {}
    end = asyncio.get_running_loop().time() + within
    while asyncio.get_running_loop().time() < end:
        heard = await page.evaluate("window.__heard()")
        if abs(heard["hz"] - hz) < TOLERANCE and heard["db"] > -70:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"the browser does not hear {hz} Hz but {heard}")
