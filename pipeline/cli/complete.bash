# bash completion for vorlage
_vorlage() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd=${COMP_WORDS[1]}
    case $prev in
        --edition) COMPREPLY=($(compgen -W 'public full' -- "$cur")); return ;;
        --lang) COMPREPLY=($(compgen -W 'de en' -- "$cur")); return ;;
        --for) COMPREPLY=($(compgen -W 'public members chair each' -- "$cur")); return ;;
        --pdf) COMPREPLY=($(compgen -W 'a2 a3' -- "$cur")); return ;;
        --stage) COMPREPLY=($(compgen -W 'model flow pages text' -- "$cur")); return ;;
        --style|--body|--since|-o) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        -d) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    esac
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W 'check pdf odt xml schema new dump watch import letter pack help --version --help' -- "$cur")); return
    fi
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '--style --body --edition --pdf --grossdruck --flat --odt --lang --quiet --json --jobs --stage --art --once --for --duplex --report --skip-bad --linearize --compact --folder --zip --eml --since -o -d' -- "$cur")); return
    fi
    case $cmd in
        schema) COMPREPLY=($(compgen -W "$(vorlage schema 2>/dev/null)" -- "$cur")) ;;
        help) COMPREPLY=($(compgen -W 'check pdf odt xml schema new dump watch import letter pack codes' -- "$cur")) ;;
        import) COMPREPLY=($(compgen -f -X '!*.@(odt|fodt|ott|docx|doc|rtf)' -- "$cur") $(compgen -d -- "$cur")) ;;
        watch) COMPREPLY=($(compgen -d -- "$cur")) ;;
        *) COMPREPLY=($(compgen -f -X '!*.xml' -- "$cur") $(compgen -d -- "$cur")) ;;
    esac
}
complete -o filenames -F _vorlage vorlage
