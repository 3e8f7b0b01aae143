import { useEffect, useRef, useState, type RefObject } from 'react';
import { closeCamera, openCamera, type CameraFault } from './camera.ts';
import { openQrReader } from './qr-reader.ts';

/** Six looks a second: quick enough for a hand, light enough for a tablet. */
const LOOK_EVERY_MS = 160;

export type ScanState = 'starting' | 'looking' | 'found' | CameraFault;

/** Looks through the camera until a code is seen, and lets go of it then, on closing, and when the screen is hidden. */
export function useScan(onToken: (token: string) => void): {
  video: RefObject<HTMLVideoElement | null>;
  state: ScanState;
} {
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onToken);
  const [state, setState] = useState<ScanState>('starting');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    tell.current = onToken;
  });

  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      isOver = true;
      clearTimeout(timer);
      if (stream) closeCamera(stream);
    };

    const begin = async () => {
      const [opened, read] = await Promise.all([openCamera(), openQrReader()]);
      if (typeof opened === 'string') return setState(opened);
      stream = opened;
      const element = video.current;
      if (isOver || !element) return stop();

      element.srcObject = stream;
      await element.play().catch(() => undefined);
      setState('looking');
      const look = async () => {
        const token = await read(element).catch(() => undefined);
        if (isOver) return;
        if (!token) {
          timer = setTimeout(() => void look(), LOOK_EVERY_MS);
          return;
        }
        stop();
        setState('found');
        tell.current(token.trim());
      };
      await look();
    };
    void begin();

    const hide = () => {
      if (document.hidden) stop();
      else setAttempt((before) => before + 1);
    };
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      stop();
    };
  }, [attempt]);

  return { video, state };
}
