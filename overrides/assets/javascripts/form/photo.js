// @ts-check
// A photograph → a small JPEG as readers will see it, cut to one shape, without place, day and camera. Loaded when one is chosen.
/** @typedef {{width: number, height: number, bytes: number, pixels: number}} PhotoLimits */
const portalPhoto = (() => {
  "use strict";

  const MOST_BYTES = 30 * 1024 * 1024;
  const QUALITIES = [0.86, 0.8, 0.74, 0.66, 0.58, 0.5, 0.4, 0.3, 0.2];

  /** Why a picture is not taken: the key of the words for it. */
  class Refused extends Error {
    /** @param {string} key @param {Object<string, number>} [values] */
    constructor(key, values = {}) {
      super(key);
      this.values = values;
    }
  }

  /**
   * Width and height as the file says them: what is too large is never unpacked.
   * @param {Uint8Array} bytes @returns {[number, number]|null} nothing for what is no JPEG, PNG or WebP
   */
  function size(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const begins = (/** @type {number} */ at, /** @type {string} */ signs) => [...signs].every((sign, index) => bytes[at + index] === sign.charCodeAt(0));
    if (begins(0, "\x89PNG") && bytes.length > 24) return [view.getUint32(16), view.getUint32(20)];
    if (begins(0, "RIFF") && begins(8, "WEBP") && bytes.length > 30) {
      const whole = (/** @type {number} */ at) => 1 + view.getUint16(at, true) + (bytes[at + 2] << 16);
      if (begins(12, "VP8X")) return [whole(24), whole(27)];
      if (begins(12, "VP8L")) {
        const bits = view.getUint32(21, true);
        return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1];
      }
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    }
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
    for (let at = 2; at + 9 < bytes.length;) {
      if (bytes[at] !== 0xff) return null;
      const mark = bytes[at + 1];
      if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
      at += mark === 0xff ? 1 : mark >= 0xd0 && mark <= 0xd9 ? 2 : 2 + view.getUint16(at + 2);
    }
    return null;
  }

  /** @param {File} file @returns {Promise<HTMLImageElement>} */
  function drawn(file) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader(), image = new Image(), fail = () => reject(new Refused("photo.broken"));
      reader.onload = () => void (image.src = String(reader.result));
      image.onload = () => resolve(image);
      reader.onerror = image.onerror = fail;
      reader.readAsDataURL(file);
    });
  }

  /** The picture as a data address. Throws {@link Refused}. @param {File} file @param {PhotoLimits} limits @returns {Promise<string>} */
  async function smaller(file, limits) {
    if (file.size > MOST_BYTES) throw new Refused("photo.heavy", { limit: MOST_BYTES / 1024 / 1024 });
    const found = size(new Uint8Array(await new Response(file).arrayBuffer()));
    if (!found || !found[0] || !found[1]) throw new Refused("photo.broken");
    const [width, height] = found;
    if (width * height >= limits.pixels) throw new Refused("photo.large", { width, height, limit: limits.pixels / 1000000 });
    const [least, low] = [limits.width / 2, limits.height / 2];
    const image = await drawn(file), [wide, high] = [image.naturalWidth, image.naturalHeight];
    if (wide < least || high < low) throw new Refused("photo.small", { width: wide, height: high, least, low });
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    if (!pen) throw new Refused("photo.broken");
    [canvas.width, canvas.height] = [limits.width, limits.height];
    const scale = Math.max(limits.width / wide, limits.height / high);
    pen.fillStyle = "white";
    pen.fillRect(0, 0, limits.width, limits.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(image, (limits.width - wide * scale) / 2, (limits.height - high * scale) / 2, wide * scale, high * scale);
    for (const quality of QUALITIES) {
      const made = canvas.toDataURL("image/jpeg", quality);
      // Four signs hold three bytes.
      if (made.startsWith("data:image/jpeg;") && ((made.length - made.indexOf(",") - 1) * 3) / 4 <= limits.bytes) return made;
    }
    throw new Refused("photo.detailed", { limit: limits.bytes / 1024 });
  }

  return { size, smaller, Refused };
})();
/** @type {any} */ (globalThis).portalPhoto = portalPhoto;
