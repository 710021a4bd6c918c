-- A Neovim in a terminal, as a person sees it: Neovim's own terminal emulator draws it, and the test reads the screen.

local Screen = {}
Screen.__index = Screen

--- Starts Neovim with the settings of `editor` on the file at `path`, in a terminal of 100 columns and 40 lines.
function Screen.start(editor, path)
  local buffer = vim.api.nvim_create_buf(false, true)
  local window = vim.api.nvim_open_win(buffer, true, { relative = "editor", row = 0, col = 0, width = 100, height = 40 })
  local channel = vim.fn.jobstart(editor.command, {
    term = true,
    width = 100,
    height = 40,
    cwd = editor.workspace,
    env = vim.tbl_extend("force", editor.environment, { TERM = "xterm-256color" }),
  })
  assert(channel > 0, "Neovim does not start in a terminal")
  local screen = setmetatable({ buffer = buffer, window = window, channel = channel }, Screen)
  screen:type(":edit " .. path .. "<CR>")
  return screen
end

function Screen:type(keys)
  vim.fn.chansend(self.channel, vim.keycode(keys))
end

function Screen:lines()
  return vim.api.nvim_buf_get_lines(self.buffer, 0, -1, false)
end

--- Waits for a line with all of `pieces` in it, and fails with what the screen shows instead.
function Screen:expect(...)
  local pieces = { ... }
  local found = vim.wait(10000, function()
    return vim.iter(self:lines()):any(function(line)
      return vim.iter(pieces):all(function(piece)
        return line:find(piece, 1, true) ~= nil
      end)
    end)
  end, 50)
  if not found then
    local seen = table.concat(self:lines(), "\n"):gsub("%s+$", "")
    error("no line with " .. vim.inspect(pieces) .. " on the screen:\n" .. seen, 0)
  end
end

--- The exit code of the Neovim in the terminal.
function Screen:wait_for_end()
  return vim.fn.jobwait({ self.channel }, 10000)[1]
end

return Screen
