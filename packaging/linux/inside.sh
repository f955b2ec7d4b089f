#!/bin/sh
# Makes the folder $1 the root of a mount namespace of its own (a plain chroot would keep Chromium from building its
# sandbox) with the few devices that a program needs, and runs the rest of the arguments there.
set -e
root=$1
shift
mount --make-rprivate /
mount --bind "$root" "$root"
for device in null zero full random urandom tty; do
  [ -e "$root/dev/$device" ] || touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir -p "$root/dev/shm" "$root/.before"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t proc proc "$root/proc"
mount --bind /sys "$root/sys"
cd "$root"
pivot_root . .before
umount -l /.before
rmdir /.before
# Not by exec: whoever is process 1 is sent no signals, and an X server says by a signal that it is ready.
"$@"
