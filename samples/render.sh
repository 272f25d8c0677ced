#!/bin/sh
# Renders every sample to PDF and ODT below a folder and shows the messages of the faulty one.
# Usage: render.sh BINARY OUTDIR        Exit 1: a good sample failed, or the faulty one passed.
set -u
[ $# -eq 2 ] || { echo "usage: render.sh BINARY OUTDIR" >&2; exit 2; }
binary=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd) || exit 2
case $binary in
    /*) ;;
    */*) binary=$PWD/$binary ;;
esac
mkdir -p "$out" || exit 2
out=$(cd "$out" && pwd) || exit 2
failed=0

render() { # folder edition name
    for format in pdf odt; do
        rm -f "$out/$3.$format"
        if "$binary" "$format" --quiet "$here/$1/vorlage.xml" --edition "$2" -o "$out/$3.$format" 2>"$out/$3.$format.log" && [ -s "$out/$3.$format" ]; then
            rm -f "$out/$3.$format.log"
            printf '  %-40s %9d bytes\n' "$3.$format" "$(wc -c <"$out/$3.$format")"
        else
            echo "  $3.$format FAILED:"
            cat "$out/$3.$format.log"
            failed=1
        fi
    done
}

echo "Samples:"
for paper in "$here"/*/vorlage.xml; do
    folder=$(basename "$(dirname "$paper")")
    if [ "$folder" = geteilt ]; then
        render "$folder" public geteilt-oeffentlich
        render "$folder" full geteilt-vollstaendig
    else
        render "$folder" full "$folder"
    fi
done

# One paper in the dress of other towns: the Ostalbkreis paper without its own reference to a style.
dress() { # town
    rm -f "$out/ostalbkreis-im-stil-$1.pdf"
    if (cd "$here/ostalbkreis" && sed 's/ stil="stil.xml"//' vorlage.xml |
            "$binary" pdf --quiet - --style "../$1/stil.xml" -o "$out/ostalbkreis-im-stil-$1.pdf") 2>"$out/dress.log"; then
        printf '  %-40s %9d bytes\n' "ostalbkreis-im-stil-$1.pdf" "$(wc -c <"$out/ostalbkreis-im-stil-$1.pdf")"
    else
        echo "  ostalbkreis-im-stil-$1.pdf FAILED:"
        cat "$out/dress.log"
        failed=1
    fi
    rm -f "$out/dress.log"
}

# A whole session: letters, and the packs of all its readers.
pack() { # folder
    rm -rf "${out:?}/$1"
    if "$binary" letter --quiet --duplex "$here/$1/sitzung.xml" -d "$out/$1" 2>"$out/$1.log" &&
            "$binary" letter --quiet --odt --for chair "$here/$1/sitzung.xml" -d "$out/$1" 2>>"$out/$1.log" &&
            "$binary" pack --skip-bad --duplex --folder --zip --report --lang de --for public,members,chair,each "$here/$1/sitzung.xml" -d "$out/$1" >"$out/$1.bericht.txt" 2>>"$out/$1.log"; then
        printf '  %-40s %9d files\n' "$1/" "$(find "$out/$1" -type f | wc -l)"
        grep -E '^(Zusammen|Konform)' "$out/$1.bericht.txt" | sed -n '1,2s/^/    /p'
    else
        echo "  $1 FAILED:"
        grep -v Warnung "$out/$1.log" | head -40
        failed=1
    fi
}

echo
echo "Sessions (warnings in NAME.log, pages and conformance of each part in NAME.bericht.txt):"
for session in "$here"/*/sitzung.xml; do
    [ -f "$session" ] && pack "$(basename "$(dirname "$session")")"
done

echo
echo "The same paper in other house styles:"
for town in wupperfeld okertal regnitzau; do
    dress "$town"
done

echo
echo "Messages of the faulty sample (the first lines; all of them in fehlerhaft.txt):"
if (cd "$here/fehlerhaft" && "$binary" check fehlerhaft.xml --lang de) 2>"$out/fehlerhaft.txt"; then
    echo "  the faulty sample passed, which it must not"
    failed=1
fi
sed -n '1,16s/^/  /p' "$out/fehlerhaft.txt"
echo "  ... $(grep -c ': Fehler: ' "$out/fehlerhaft.txt") faults and $(grep -c ': Warnung: ' "$out/fehlerhaft.txt") warnings in all."

echo
echo "The files are in $out"
exit $failed
