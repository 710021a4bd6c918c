;;; emacs.el --- Tests of Askdown in Emacs  -*- lexical-binding: t; -*-

;; Usage: emacs -q --batch -l tests/editors/emacs/test.el -f ert-run-tests-batch-and-exit
;; with the built binary's folder first in PATH.  (`-Q' would hide the packages that Debian installs.)

(package-initialize)
(require 'ert)
(require 'flymake)
(require 'imenu)
(require 'markdown-mode)
(load (expand-file-name "../../../editors/emacs/askdown.el" (file-name-directory load-file-name)))

(setq eglot-sync-connect 30
      eglot-autoshutdown t
      eglot-send-changes-idle-time 0.05
      make-backup-files nil
      create-lockfiles nil)

(defconst askdown-test-broken "---
title: \"Closures\"
levels: [junior, mid
skills:
  - python
---

# Closures

### Q: What is a 🙂 closure?

**Answer:** A function with the variables around it.

```python
def f(:
    return 1
```
")

(defmacro askdown-test-with-note (text &rest body)
  "Run BODY in a buffer that visits a note with TEXT, with the server attached."
  (declare (indent 1))
  `(let* ((folder (make-temp-file "askdown-" t))
          (default-directory (file-name-as-directory folder)))
     (unwind-protect
         (progn
           (write-region ,text nil (expand-file-name "note.md" folder) nil 'silent)
           (with-current-buffer (find-file-noselect (expand-file-name "note.md" folder))
             (unwind-protect
                 (progn
                   ;; `eglot-ensure' of the hook waits for a command loop, which a batch run has not.
                   (unless (eglot-managed-p)
                     (apply #'eglot (eglot--guess-contact)))
                   (askdown-test-wait "the server" #'eglot-managed-p)
                   ,@body)
               (set-buffer-modified-p nil)
               (let ((kill-buffer-query-functions nil))
                 (kill-buffer)))))
       (delete-directory folder t))))

(defun askdown-test-wait (what probe)
  "Wait until PROBE returns non-nil, and return it.  Fail with WHAT after ten seconds."
  (let ((end (+ (float-time) 10)) seen)
    (while (not (or (setq seen (funcall probe)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    (or seen (ert-fail (format "timed out waiting for %s" what)))))

(defun askdown-test-findings ()
  "The findings of the buffer in order: line, column from 0, and the text under the squiggle."
  (flymake-start)
  (mapcar (lambda (found)
            (save-excursion
              (goto-char (flymake-diagnostic-beg found))
              (list (line-number-at-pos) (current-column)
                    (buffer-substring-no-properties (point) (flymake-diagnostic-end found)))))
          (sort (flymake-diagnostics)
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun askdown-test-expect (expected)
  "Wait until the findings are EXPECTED; fail with those that are there instead."
  (let ((end (+ (float-time) 10)))
    (while (not (or (equal (askdown-test-findings) expected) (> (float-time) end)))
      (accept-process-output nil 0.05))
    (should (equal (askdown-test-findings) expected))))

(ert-deftest askdown-shows-both-faults-and-an-edit-heals-them ()
  (askdown-test-with-note askdown-test-broken
    (askdown-test-expect '((3 8 "[") (15 5 "(")))
    (goto-char (point-min))
    (search-forward "mid")
    (insert "]")
    (search-forward "f(")
    (insert "x):")
    (delete-char 1)
    (eglot--signal-textDocument/didChange)
    (askdown-test-expect nil)))

(ert-deftest askdown-lists-questions-in-imenu ()
  (askdown-test-with-note askdown-test-broken
    (let ((names (format "%S" (imenu--make-index-alist t))))
      (should (string-match-p "What is a 🙂 closure\\?" names)))))

(ert-deftest askdown-completes-skills ()
  (askdown-test-with-note "---\ntitle: One\nskills:\n  - retrieval\n---\n"
    (write-region "---\ntitle: Two\nskills:\n  - embeddings\n---\n" nil "other.md" nil 'silent)
    (goto-char (point-min))
    (search-forward "retrieval")
    (insert "\n  - emb")
    (eglot--signal-textDocument/didChange)
    (should (member "embeddings"
                    (askdown-test-wait
                     "a completion"
                     (lambda ()
                       (let ((table (nth 2 (eglot-completion-at-point))))
                         (and table (mapcar #'substring-no-properties (all-completions "" table))))))))))

;;; emacs.el ends here
