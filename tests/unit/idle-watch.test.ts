import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FORGET_AFTER_MS, IdleWatch, WARN_BEFORE_MS } from '#desk/idle-watch.ts';

const target = new EventTarget();
let isBusy = false;
const warn = vi.fn();
const forget = vi.fn();
const isAnswer = ({ type }: Event) => type === 'keydown' || type === 'click';
const watch = new IdleWatch({ target, isBusy: () => isBusy, warn, isAnswer, forget });

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  isBusy = false;
  watch.start();
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
  warn.mockClear();
  forget.mockClear();
});

describe('a desk that nobody uses', () => {
  it('warns, and then forgets once', () => {
    vi.advanceTimersByTime(FORGET_AFTER_MS - WARN_BEFORE_MS - 1);
    expect(warn).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(warn.mock.lastCall).toEqual([new Date(FORGET_AFTER_MS)]);
    vi.advanceTimersByTime(WARN_BEFORE_MS - 1);
    expect(forget).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(forget).toHaveBeenCalledTimes(1);
    expect(warn.mock.lastCall).toEqual([null]);
    vi.advanceTimersByTime(10 * FORGET_AFTER_MS);
    expect(forget).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('forgets as its computer wakes, whatever is pressed first', () => {
    vi.setSystemTime(FORGET_AFTER_MS);
    target.dispatchEvent(new Event('keydown'));
    expect(forget).toHaveBeenCalledTimes(1);
  });
});

describe('a desk in use', () => {
  it.each(['keydown', 'pointerdown', 'pointermove', 'wheel', 'input'])('stays with each %s', (type) => {
    for (let minute = 0; minute < 300; minute += 1) {
      vi.advanceTimersByTime(60_000);
      target.dispatchEvent(new Event(type));
    }
    expect(warn).not.toHaveBeenCalled();
    expect(forget).not.toHaveBeenCalled();
  });

  it('takes the warning back with the next key, and starts anew', () => {
    vi.advanceTimersByTime(FORGET_AFTER_MS - 1000);
    target.dispatchEvent(new Event('keydown'));
    expect(warn.mock.calls).toEqual([[new Date(FORGET_AFTER_MS)], [null]]);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(FORGET_AFTER_MS - 1);
    expect(forget).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(forget).toHaveBeenCalledTimes(1);
  });

  it.each(['pointermove', 'pointerdown', 'wheel'])(
    'keeps the warning, and forgets, where only a %s comes',
    (type) => {
      vi.advanceTimersByTime(FORGET_AFTER_MS - 1000);
      target.dispatchEvent(new Event(type));
      expect(warn.mock.calls).toEqual([[new Date(FORGET_AFTER_MS)]]);
      vi.advanceTimersByTime(1000);
      expect(forget).toHaveBeenCalledTimes(1);
    },
  );

  it('stays while it loads, however long that takes', () => {
    isBusy = true;
    vi.advanceTimersByTime(10 * FORGET_AFTER_MS);
    expect(forget).not.toHaveBeenCalled();
    isBusy = false;
    vi.advanceTimersByTime(2 * FORGET_AFTER_MS);
    expect(forget).toHaveBeenCalledTimes(1);
  });

  it('is not watched after signing out', () => {
    watch.stop();
    vi.advanceTimersByTime(2 * FORGET_AFTER_MS);
    target.dispatchEvent(new Event('keydown'));
    expect(forget).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
