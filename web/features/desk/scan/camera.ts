/** Why there is no picture, for the sentence on the screen. */
export type CameraFault = 'denied' | 'none' | 'busy';

/** The camera that looks away from the screen, where there is one. @throws nothing: a fault is an answer here */
export async function openCamera(): Promise<MediaStream | CameraFault> {
  // Without TLS a browser has no cameras to give.
  if (!navigator.mediaDevices) return 'none';
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    switch ((error as DOMException).name) {
      case 'NotAllowedError':
      case 'SecurityError':
        return 'denied';
      case 'NotReadableError':
      case 'AbortError':
        return 'busy';
      default:
        return 'none';
    }
  }
}

/** The light beside the lens goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
