#!/bin/sh
# Try the README's commands on a Debian that has nothing but git, make, python3 and ca-certificates:
#     scripts/try_bare_debian.sh RELEASE FOLDER [COMMAND …]
# as in: scripts/try_bare_debian.sh trixie /srv/trixie 'make site' 'make test'. As root, with debootstrap
# installed; not in CI. FOLDER is kept: what it has installed is there the next time, the clone is made anew from the
# last commit. Where packages come from is taken from this system: its mirror, proxies, certificates and indexes.
set -eu

if [ "$#" -lt 2 ]; then
    echo "usage: $0 RELEASE FOLDER [COMMAND …]" >&2
    exit 2
fi
if [ "$(id -u)" != 0 ] || ! command -v debootstrap > /dev/null; then
    echo "Root and debootstrap are needed (apt-get install debootstrap)." >&2
    exit 1
fi
# What is mounted below is seen by this script alone and gone with it, however it ends.
if [ "${BARE_DEBIAN_OWN_MOUNTS:-}" != yes ]; then
    BARE_DEBIAN_OWN_MOUNTS=yes exec unshare --mount --propagation private "$0" "$@"
fi

release="$1"
folder="$2"
shift 2
if [ "$#" = 0 ]; then
    set -- 'make site' 'make test'
fi
repository="$(cd "$(dirname "$0")/.." && pwd)"

if [ ! -e "$folder/.bare" ]; then
    # In this language apt knows variables by such signs.
    # shellcheck disable=SC2016
    mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)"
    debootstrap --variant=minbase --include=git,make,python3,ca-certificates "$release" "$folder" "$mirror"
    # Security updates, as every installed Debian has them: the browsers of the first release are old.
    # shellcheck disable=SC2016
    updates="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian-Security' | head -n 1)"
    echo "deb $updates $release-security main" > "$folder/etc/apt/sources.list.d/security.list"
    touch "$folder/.bare"
fi

# The network as this system reaches it.
# Its certificates in a file of their own: the usual one is written anew whenever apt brings newer ones.
certificates=/etc/ssl/outside.crt
cp /etc/resolv.conf "$folder/etc/resolv.conf"
cp /etc/ssl/certs/ca-certificates.crt "$folder$certificates"
# debootstrap leaves it out for some releases; every system that runs, a container too, has one.
[ -e "$folder/etc/hosts" ] || printf '127.0.0.1 localhost\n::1 localhost\n' > "$folder/etc/hosts"
apt-config dump | grep -i '::proxy' > "$folder/etc/apt/apt.conf.d/99outside" || true
set_if() { # NAME VALUE: a variable for the commands, unless there is nothing to say
    if [ -n "$2" ] && [ "$2" != undefined ] && [ "$2" != null ]; then
        outside="$outside $1=$2"
    fi
}
outside="PIP_CERT=$certificates NODE_EXTRA_CA_CERTS=$certificates"
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    set_if "$name" "$(printenv "$name" || true)"
done
set_if PIP_INDEX_URL "${PIP_INDEX_URL:-$(python3 -m pip config get global.index-url 2> /dev/null || true)}"
set_if npm_config_registry "$(npm config get registry 2> /dev/null || true)"

mount -t proc proc "$folder/proc"
mount --rbind /dev "$folder/dev"
mount -t tmpfs -o mode=1777 shm "$folder/dev/shm"

rm -rf "$folder/srv/portal"
git clone --quiet --no-local "$repository" "$folder/srv/portal"
for command in "$@"; do
    echo "--- $release: $command"
    # Split on purpose: one word a variable.
    # shellcheck disable=SC2086
    env -i HOME=/srv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin $outside \
        chroot "$folder" sh -c "cd /srv/portal && $command"
done
