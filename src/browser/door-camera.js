/* The camera of the door: ten looks a second, none while nobody looks at the page. */
(() => {
  const door = (globalThis.door = globalThis.door || {});
  const PAUSE = 100;
  /** The same ticket held before the camera is one scan. */
  const SAME_FOR = 5000;
  const WIDTH = 640;

  let library;
  function loadReader(src) {
    library =
      library ||
      new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = src;
        script.onload = () => resolve(globalThis.jsQR);
        script.onerror = () => {
          library = undefined;
          reject(new Error('reader'));
        };
        document.head.append(script);
      });
    return library;
  }

  /** The browser's own reader where it has one, else a library that is loaded only then. @returns picture → text */
  door.makeReader = async (src) => {
    const formats = globalThis.BarcodeDetector
      ? await BarcodeDetector.getSupportedFormats().catch(() => [])
      : [];
    if (formats.includes('qr_code')) {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      return async (video) => (await detector.detect(video))[0]?.rawValue;
    }
    const jsQR = await loadReader(src);
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true });
    return async (video) => {
      const scale = Math.min(1, WIDTH / video.videoWidth);
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      if (canvas.width === 0 || canvas.height === 0) return undefined;
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
    };
  };

  /** @param onText called with what a QR says, once while it is held before the camera */
  door.makeCamera = (video, readerSrc, onText) => {
    let stream;
    let lock;
    let last = { text: '', at: 0 };

    async function look(mine, read) {
      const isOn = () => stream === mine;
      while (isOn()) {
        if (!document.hidden && video.readyState >= 2) {
          const text = await read(video).catch(() => undefined);
          const now = performance.now();
          if (text && isOn()) {
            const isNew = text !== last.text || now - last.at > SAME_FOR;
            last = { text, at: now };
            if (isNew) await onText(text);
          }
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }

    const camera = {
      isOn: () => stream !== undefined,
      async start() {
        const read = await door.makeReader(readerSrc);
        const mine = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
        });
        camera.stop();
        stream = mine;
        video.srcObject = mine;
        video.hidden = false;
        await video.play();
        lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
        void look(mine, read);
      },
      stop() {
        for (const track of stream ? stream.getTracks() : []) track.stop();
        stream = undefined;
        video.srcObject = null;
        video.hidden = true;
        void lock?.release();
        lock = undefined;
      },
      hasTorch: () => Boolean(stream?.getVideoTracks()[0]?.getCapabilities?.().torch),
      torch: (on) => stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on }] }),
    };
    return camera;
  };
})();
